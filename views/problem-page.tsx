/** A refusal outside a tester's screens: what happened, in one sentence. */
export const ProblemPage = ({ assets, message }: { assets: { css: string }; message: string }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{message}</title>
      <link rel="stylesheet" href={assets.css} />
    </head>
    <body>
      <main class="page notice">
        <h1>{message}</h1>
        <p>
          <a href="/">Back to the start</a>
        </p>
      </main>
    </body>
  </html>
)
