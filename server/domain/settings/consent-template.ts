/**
 * What testers agree to unless a study says it in its own words. The seven headings are those that review boards and
 * panels ask for; what stands in brackets is for the study to fill in.
 */
export const consentTemplate = `### Which data
Your choices, comments you write, how long each answer took, how you used the page for it (what you opened, keys or touch), the language of the pages, and when you agreed to take part. No name, e-mail address or network address is kept with them, and nothing sensitive is asked: please write nothing about yourself or others into a comment.

### How it is used
To find out which answers help people more, and to improve systems that write such answers.

### How it is stored and for how long
In a database of whoever runs this study, under a made-up name. It is kept for as long as its results are in use.

### How your anonymity is protected
Your answers carry a random name. If you were sent a personal link, only those who run the study can tell which link was yours, and exports do not hold it.

### Whether it may be shared
Anonymised answers may be published or passed on, for example as research or training data.

### How to withdraw
You may stop at any time without giving a reason. On the last page you can download your answers or withdraw them; they are then left out of cleaned results and of training data made afterwards. What was published before cannot be called back.

### Legal basis
Your consent, which you give by ticking the box below.`
