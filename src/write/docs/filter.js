// Hides table rows without the words, and sections without such rows.
const filter = document.getElementById("filter");
const main = document.querySelector("main");
filter.addEventListener("input", () => {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  let section = [];
  let found = true;
  const close = () => section.forEach((element) => { element.hidden = !found; });
  for (const element of main.children) {
    if (element.tagName === "H2" || element.tagName === "H1") {
      close();
      section = [];
      found = words.length === 0;
    }
    section.push(element);
    for (const row of element.querySelectorAll("tbody tr")) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      found = found || !row.hidden;
    }
  }
  close();
});
