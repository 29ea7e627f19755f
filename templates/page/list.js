"use strict";

// The list of practices: search, filters, order, and the way through it by
// the arrow keys. Every row stands in the page; nothing is drawn from data here.
const list = (() => {
	const table = document.getElementById("practices");
	const form = document.getElementById("filters");
	const fields = Object.fromEntries(["search", "scheme", "outcome", "state", "flag"].map((id) => [id, document.getElementById(id)]));
	const body = table.tBodies[0];
	let rows = [...body.rows];
	const byNumber = new Map(rows.map((row) => [Number(row.dataset.row), row]));

	// fold takes accents and capitals off, so that "lodz" finds "Łódź".
	const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ł", "l").replaceAll("ø", "o");
	const hay = new Map(rows.map((row) => [row, fold(row.cells[0].textContent + " " + row.dataset.words)]));

	const flagged = {
		"": () => true,
		any: (row) => row.dataset.flags !== "",
		none: (row) => row.dataset.flags === "",
		unseen: (row) => row.dataset.seen === undefined,
	};

	function fits(row, words) {
		const flag = fields.flag.value;
		const hasFlag = flagged[flag] || (() => row.dataset.flags.split(" ").includes(flag));
		return ["scheme", "outcome", "state"].every((key) => fields[key].value === "" || fields[key].value === row.dataset[key]) &&
			hasFlag(row) && words.every((word) => hay.get(row).includes(word));
	}

	function filter() {
		const words = fold(fields.search.value).split(/\s+/).filter(Boolean);
		for (const row of rows) {
			row.hidden = !fits(row, words);
		}
		say();
	}

	function say() {
		const seen = rows.filter((row) => row.dataset.seen !== undefined).length;
		document.getElementById("shown").textContent = `Showing ${shown().length} of ${rows.length}. Opened here so far: ${seen}.`;
	}

	const shown = () => rows.filter((row) => !row.hidden);

	const numbers = new Set(["achieved", "earned", "advance", "balance", "rank"]);

	// compare puts what has no figure last, whichever way the order goes.
	function compare(key, way) {
		return (a, b) => {
			const x = a.dataset[key], y = b.dataset[key];
			if ((x === "") !== (y === "")) {
				return x === "" ? 1 : -1;
			}
			const order = numbers.has(key) ? Number(x) - Number(y) : x.localeCompare(y, "en-GB");
			return order * way || Number(a.dataset.row) - Number(b.dataset.row);
		};
	}

	function sort(key, way) {
		const before = rows;
		rows = [...rows].sort(compare(key, way));
		if (rows.some((row, i) => row !== before[i])) {
			body.append(...rows);
		}
		for (const button of table.tHead.querySelectorAll("button")) {
			const head = button.parentElement;
			head.removeAttribute("aria-sort");
			if (button.dataset.sort === key) {
				head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
			}
		}
	}

	table.tHead.addEventListener("click", (event) => {
		const button = event.target.closest("button");
		if (button) {
			const first = button.dataset.sort === "rank" ? "descending" : "ascending";
			const again = button.parentElement.getAttribute("aria-sort") === first;
			sort(button.dataset.sort, (first === "ascending") !== again ? 1 : -1);
		}
	});

	body.addEventListener("keydown", (event) => {
		const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (steps && event.target.matches("button.open")) {
			const all = shown();
			const next = all[all.indexOf(event.target.closest("tr")) + steps];
			if (next) {
				event.preventDefault();
				next.querySelector("button.open").focus();
			}
		}
	});

	form.addEventListener("input", filter);
	form.addEventListener("submit", (event) => event.preventDefault());
	form.addEventListener("reset", () => setTimeout(filter)); // once the fields are empty

	form.reset();
	sort("rank", -1);
	filter();

	return {
		shown: () => shown().map((row) => Number(row.dataset.row)),
		row: (number) => byNumber.get(number),
		opened(number) {
			byNumber.get(number).dataset.seen = "yes";
			say();
		},
	};
})();
