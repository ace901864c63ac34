// Hides table rows that have not all the words, their section's heading counted in, and sections without such rows.
const filter = document.getElementById("filter");
const told = document.querySelector(".search output");
const main = document.querySelector("main");
const show = () => {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let section = [];
  let heading = "";
  let found = true;
  let count = 0;
  const close = () => section.forEach((element) => { element.hidden = !found; });
  for (const element of main.children) {
    if (element.tagName === "H2" || element.tagName === "H1") {
      close();
      section = [];
      heading = element.tagName === "H2" ? element.textContent : "";
      found = words.length === 0;
    }
    section.push(element);
    for (const row of element.querySelectorAll("tbody tr")) {
      const text = `${heading} ${row.textContent}`.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      found = found || !row.hidden;
      count += row.hidden ? 0 : 1;
    }
  }
  close();
  told.textContent = words.length === 0 ? "" : count === 0 ? "nothing has all these words" : `${count} found`;
};
filter.addEventListener("input", show);
// A browser that goes back to the page fills the words in again.
window.addEventListener("pageshow", show);
