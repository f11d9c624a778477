/** Files may be dropped on the form that takes them; without this script it takes them by its button. */
const input = document.querySelector('input[type="file"][data-drop]')
const form = input?.form
const holdsFiles = (event) => event.dataTransfer?.types.includes('Files')

form?.addEventListener('dragover', (event) => {
  if (!holdsFiles(event)) return
  event.preventDefault()
  form.toggleAttribute('data-over', true)
})

form?.addEventListener('dragleave', (event) => {
  const inside = event.relatedTarget instanceof Node && form.contains(event.relatedTarget)
  if (!inside) form.toggleAttribute('data-over', false)
})

form?.addEventListener('drop', (event) => {
  if (!holdsFiles(event)) return
  event.preventDefault()
  form.toggleAttribute('data-over', false)
  input.files = event.dataTransfer.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
  input.focus()
})

for (const hint of document.querySelectorAll('[data-drop-hint]')) hint.hidden = false
