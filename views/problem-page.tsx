import { Document } from './layout.tsx'

/** A refusal outside a tester's screens: what happened, in one sentence. */
export const ProblemPage = ({ assets, message }: { assets: { css: string }; message: string }) => (
  <Document title={message} lang="en" dir="ltr" styles={[assets.css]} scripts={[]}>
    <main class="column">
      <h1>{message}</h1>
      <p>
        <a href="/">Back to the start</a>
      </p>
    </main>
  </Document>
)
