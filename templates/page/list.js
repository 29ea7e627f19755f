
// What the list shows, and in which order: search, filters, and the heads that sort.
const list = (() => {
	const head = document.getElementById("practices").tHead;
	const form = document.getElementById("filters");
	const fields = Object.fromEntries(["search", "scheme", "outcome", "state", "flag"].map((id) => [id, document.getElementById(id)]));
	let ordered = [];

	const flagged = {
		"": () => true,
		any: (row) => row.marks.length > 0,
		none: (row) => row.marks.length === 0,
		unseen: (row) => !row.seen,
	};

	function filter() {
		const words = rows.fold(fields.search.value).split(/\s+/).filter(Boolean);
		const flag = fields.flag.value;
		const hasFlag = flagged[flag] ?? ((row) => row.marks.some(([kind]) => kind === flag));
		const chosen = ["scheme", "outcome", "state"].filter((key) => fields[key].value !== "").map((key) => [key, fields[key].value]);
		view.show(ordered.filter((row) => chosen.every(([key, value]) => row[key] === value) && hasFlag(row) && words.every((word) => row.hay.includes(word))));
		say();
	}

	function say() {
		const seen = rows.all.filter((row) => row.seen).length;
		document.getElementById("opened").textContent = `Opened here so far: ${seen} of ${rows.all.length}.`;
		document.getElementById("shown").textContent = `Showing ${view.rows().length} of ${rows.all.length}. Opened here so far: ${seen}.`;
	}

	const order = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
	const byPractice = [...rows.all].sort((a, b) => order(a.code, b.code) || order(a.scheme, b.scheme));

	// compare puts what has no figure last, whichever way the order goes.
	function compare(key, way) {
		return (a, b) => {
			const x = a.keys[key], y = b.keys[key];
			if (x === null || y === null) {
				return (x === null) - (y === null);
			}
			return order(x, y) * way;
		};
	}

	// sort leaves those alike in the order of practices.
	function sort(key, way) {
		ordered = [...byPractice].sort(compare(key, way));
		for (const button of head.querySelectorAll("button")) {
			const cell = button.parentElement;
			cell.removeAttribute("aria-sort");
			if (button.dataset.sort === key) {
				cell.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
			}
		}
	}

	head.addEventListener("click", (event) => {
		const button = event.target.closest("button");
		if (button) {
			const first = button.dataset.sort === "rank" ? "descending" : "ascending";
			const again = button.parentElement.getAttribute("aria-sort") === first;
			sort(button.dataset.sort, (first === "ascending") !== again ? 1 : -1);
			filter();
		}
	});

	form.addEventListener("input", filter);
	form.addEventListener("submit", (event) => event.preventDefault());
	form.addEventListener("reset", () => setTimeout(filter)); // once the fields are empty

	form.reset();
	sort("rank", -1);
	filter();

	return {
		opened(row) {
			row.seen = true;
			keep.opened(row);
			view.opened(row);
			say();
		},
	};
})();
