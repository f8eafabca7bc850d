"use strict";
(() => {
  const mark = document.body.dataset.mark;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // "97,21", "+4", "−1,91", "2=", "8.253" as numbers; what is none sorts last.
  const figure = (text) => {
    const thousands = mark === "," ? "." : ",";
    const plain = text.trim().replaceAll(thousands, "").replace(mark, ".").replace("−", "-").replace(/[=+%\s]/g, "");
    return plain === "" || Number.isNaN(Number(plain)) ? null : Number(plain);
  };

  const compared = (one, other, numbers, way) => {
    if (!numbers) return way * collator.compare(one, other);
    const [a, b] = [figure(one), figure(other)];
    if (a === null || b === null) return (a === null) - (b === null);
    return way * (a - b);
  };

  const sort = (table, heading, column) => {
    const way = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const own of heading.parentElement.cells) own.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    const text = (row) => row.cells[column].textContent;
    const numbers = heading.classList.contains("n");
    const rows = [...table.tBodies[0].rows].sort((one, other) => compared(text(one), text(other), numbers, way));
    table.tBodies[0].append(...rows);
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(table, heading, column));
      heading.append(button);
    });
  }

  // Letters without their marks, so that "so y te" finds "Sở Y tế".
  const bare = (text) =>
    text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase();

  for (const search of document.querySelectorAll(".search")) {
    const rows = [...search.parentElement.querySelectorAll("tbody tr")];
    const [input, output] = [search.querySelector("input"), search.querySelector("output")];
    input.addEventListener("input", () => {
      const wanted = bare(input.value.trim());
      for (const row of rows) row.hidden = !bare(row.querySelector("th").textContent).includes(wanted);
      output.textContent = wanted ? `${rows.filter((row) => !row.hidden).length} / ${rows.length}` : "";
    });
    search.hidden = false;
  }
  for (const hint of document.querySelectorAll(".sorting")) hint.hidden = false;
})();
