"use strict";
(() => {
  const mark = document.body.dataset.mark;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // --- tables that are sorted by their headings ---

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
  for (const hint of document.querySelectorAll(".sorting")) hint.hidden = false;

  // --- tables that are too wide for a phone ---

  const NARROW = matchMedia("(max-width: 40rem)");
  const label = (table) => {
    const titles = [...table.tHead.rows[0].cells].map((heading) => heading.textContent);
    for (const row of table.rows) {
      for (const cell of row.querySelectorAll("td")) cell.dataset.label = titles[cell.cellIndex];
    }
    table.classList.add("labelled");
  };
  const labelAll = () => {
    if (!NARROW.matches) return;
    for (const table of document.querySelectorAll("table:not(.labelled)")) {
      if (table.tHead.rows[0].cells.length > 3) label(table);
    }
  };
  labelAll();
  NARROW.addEventListener("change", labelAll);

  // --- the search over all units ---

  // Letters without their marks, and words apart: "Sở KH&ĐT" is "so kh va dt".
  const words = (text) => {
    const bare = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
    return bare.replaceAll("&", " va ").split(/[^a-z0-9]+/).filter(Boolean);
  };

  // What stands before the names of offices and is left out in speaking of them; alone it is what is looked for.
  const OFFICES = [["ubnd"], ["uy", "ban", "nhan", "dan"]];
  const named = (wanted) => {
    const office = OFFICES.find((own) => own.length < wanted.length && own.every((word, n) => word === wanted[n]));
    return office ? wanted.slice(office.length) : wanted;
  };

  // Whether some letters are the beginnings of words, one after the other: "skhdt" of "so ke hoach va dau tu".
  const begins = (letters, name) => {
    if (letters === "") return true;
    if (name.length === 0) return false;
    let same = 0;
    while (same < letters.length && letters[same] === name[0][same]) same += 1;
    for (let taken = same; taken > 0; taken -= 1) {
      if (begins(letters.slice(taken), name.slice(1))) return true;
    }
    return name[0] === "va" && begins(letters, name.slice(1));
  };

  // 3 for the words themselves, 2 for what begins with them, 1 for an abbreviation, 0 for none of these.
  const match = (wanted, name) => {
    const [text, whole] = [wanted.join(" "), name.join(" ")];
    if (` ${whole} `.includes(` ${text} `)) return 3;
    if (` ${whole}`.includes(` ${text}`)) return 2;
    const letters = wanted.filter((word) => word !== "va").join("");
    return name.some((_, start) => begins(letters, name.slice(start))) ? 1 : 0;
  };

  const MOST = 12;
  const search = document.querySelector(".search");
  const [input, status, list] = ["input", "[role=status]", "ul"].map((part) => search.querySelector(part));
  const units = [...document.querySelectorAll("[data-unit]")].map((unit) => {
    return { text: unit.textContent, name: words(unit.textContent), href: unit.dataset.unit || unit.getAttribute("href") };
  });
  input.addEventListener("input", () => {
    const wanted = named(words(input.value));
    const found = wanted.length === 0 ? [] : units.map((unit) => [match(wanted, unit.name), unit]).filter(([how]) => how);
    found.sort(([one], [other]) => other - one);
    list.replaceChildren(
      ...found.slice(0, MOST).map(([, unit]) => {
        const [item, link] = [document.createElement("li"), document.createElement("a")];
        [link.href, link.textContent] = [unit.href, unit.text];
        item.append(link);
        return item;
      }),
    );
    status.textContent = "";
    if (wanted.length && !found.length) status.textContent = status.dataset.none;
    if (found.length > MOST) status.textContent = `${MOST} / ${found.length}`;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector("a")?.click();
  });
  search.hidden = false;
  if (location.hash === "#search") input.focus();

  // --- units that open ---

  const details = [...document.querySelectorAll("details.unit")];
  for (const all of document.querySelectorAll(".all")) {
    const button = all.querySelector("button");
    button.addEventListener("click", () => {
      const open = button.textContent === button.dataset.open;
      for (const unit of details) unit.open = open;
      button.textContent = open ? button.dataset.close : button.dataset.open;
    });
    all.hidden = details.length === 0;
  }
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = details.filter((unit) => !unit.open);
    for (const unit of closed) unit.open = true;
  });
  addEventListener("afterprint", () => {
    for (const unit of closed) unit.open = false;
  });

  // --- sentences to copy ---

  for (const copy of document.querySelectorAll(".copy")) {
    const [button, done] = [copy.querySelector("button"), copy.querySelector("span")];
    button.addEventListener("click", () => {
      getSelection().selectAllChildren(copy.parentElement.querySelector(".text"));
      if (document.execCommand("copy")) done.textContent = done.dataset.done;
    });
    copy.hidden = false;
  }
})();
