
// The list on the screen. Rows stand in blocks; a block is drawn when it comes
// near what the window shows, and blank, as high as it was or as high as such
// rows are, when it is far from it. So the page is as quick with 12,000 rows as
// with ten, and its bar of scrolling, its links and its keys go through all.
const view = (() => {
	const table = document.getElementById("practices");
	const after = document.getElementById("check");
	const rowOf = document.getElementById("row").content.firstElementChild;
	const linksOf = document.getElementById("links").content;
	const size = 25; // rows of a block
	let shown = []; // the rows of the list, in their order
	let blocks = [];
	let high = 0; // how high a row is, by what was drawn
	let wide = innerWidth;
	let printing = false;

	function draw(row, index) {
		const tr = rowOf.cloneNode(true);
		tr.dataset.code = row.code;
		tr.dataset.scheme = row.scheme;
		tr.setAttribute("aria-rowindex", index + 2); // the heading is the first
		const open = tr.cells[0].firstElementChild;
		open.dataset.open = row.number;
		open.textContent = row.name;
		row.cells.forEach((words, i) => { tr.cells[i + 1].textContent = words; });
		tr.cells[2].className = row.outcome;
		for (const [kind, words] of row.marks) {
			const mark = document.createElement("span");
			mark.className = "mark-" + kind;
			mark.textContent = words;
			tr.cells[7].append(mark, " ");
		}
		tr.cells[8].textContent = row.stands ? `${row.state} of ${row.stands}` : row.state;
		if (row.letter) {
			tr.cells[8].append(" ", links(row));
		}
		if (row.seen) {
			tr.dataset.seen = "yes";
		}
		return tr;
	}

	function links(row) {
		const made = linksOf.cloneNode(true);
		made.querySelector(".pdf").href = row.letter;
		made.querySelector(".twin").href = row.twin;
		for (const whose of made.querySelectorAll(".unseen")) {
			whose.textContent = ` of ${row.reference || row.code}`;
		}
		return made;
	}

	function fill(block) {
		block.drawn = true;
		block.body.removeAttribute("aria-hidden");
		block.body.className = "";
		block.body.setAttribute("role", "rowgroup");
		block.body.replaceChildren(...shown.slice(block.from, block.to).map((row, i) => draw(row, block.from + i)));
	}

	function blank(block) {
		block.drawn = false;
		block.body.setAttribute("aria-hidden", "true");
		block.body.className = "blank";
		block.body.removeAttribute("role");
		const space = document.createElement("td");
		space.colSpan = 9;
		space.style.height = `${block.high || (block.to - block.from) * high}px`;
		const tr = document.createElement("tr");
		tr.append(space);
		block.body.replaceChildren(tr);
	}

	// measure learns from the blocks that are drawn how high a row is.
	function measure() {
		const drawn = blocks.filter((block) => block.drawn);
		const count = drawn.reduce((n, block) => n + block.to - block.from, 0);
		if (count > 0) {
			high = drawn.reduce((sum, block) => sum + block.body.getBoundingClientRect().height, 0) / count;
		}
	}

	// show puts other rows, or the same in another order, into the list. Blocks
	// that are there stay: only what is drawn is drawn anew.
	function show(rows) {
		shown = rows;
		table.setAttribute("aria-rowcount", shown.length + 1);
		const count = Math.ceil(shown.length / size);
		blocks.splice(count).forEach((block) => block.body.remove());
		const more = [];
		for (let i = blocks.length; i < count; i++) {
			more.push({ from: i * size, to: 0, body: document.createElement("tbody"), drawn: i === 0 });
		}
		blocks.push(...more);
		const resized = [];
		for (const block of blocks) {
			const to = Math.min(block.from + size, shown.length);
			if (!block.drawn && block.to !== to) {
				resized.push(block);
			}
			block.to = to;
			block.high = 0;
		}
		blocks.filter((block) => block.drawn).forEach(fill);
		table.append(...more.slice(0, 1).map((block) => block.body)); // the first says how high the others may be
		measure();
		resized.forEach(blank);
		table.append(...more.slice(1).map((block) => block.body));
		look();
	}

	// look draws what is near the window, blanks what is far from it, and keeps
	// in its place what a person sees.
	function look() {
		for (let turn = 0; turn < 8 && !printing; turn++) { // each turn is nearer to the true heights
			const places = blocks.map((block) => block.body.getBoundingClientRect());
			const focused = blocks.findIndex((block) => block.body.contains(document.activeElement));
			const near = (i) => i === 0 || places[i].bottom > -innerHeight && places[i].top < 2 * innerHeight || focused >= 0 && Math.abs(i - focused) <= 1;
			const turned = blocks.filter((block, i) => block.drawn !== near(i));
			if (turned.length === 0) {
				return;
			}
			const seen = (place) => place.bottom > 0 && place.top < innerHeight;
			const held = blocks.find((block, i) => block.drawn && near(i) && seen(places[i]))?.body ?? (seen(after.getBoundingClientRect()) ? after : null);
			const before = held?.getBoundingClientRect().top;
			blocks.forEach((block, i) => { block.high = block.drawn ? places[i].height : block.high; });
			turned.forEach((block) => (block.drawn ? blank : fill)(block));
			if (held) {
				scrollBy(0, held.getBoundingClientRect().top - before);
			}
		}
	}

	// focus goes to a row of the list, wherever it is.
	function focus(index) {
		const block = blocks[Math.floor(index / size)];
		if (!block.drawn) {
			fill(block);
		}
		block.body.rows[index - block.from].querySelector("button.open").focus();
	}

	const indexOf = (button) => Number(button.closest("tr").getAttribute("aria-rowindex")) - 2;

	table.addEventListener("keydown", (event) => {
		const last = shown.length - 1;
		const to = { ArrowDown: (i) => i + 1, ArrowUp: (i) => i - 1, Home: () => 0, End: () => last }[event.key];
		if (!to || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !event.target.matches("button.open")) {
			return;
		}
		const index = to(indexOf(event.target));
		if (index >= 0 && index <= last) {
			event.preventDefault();
			focus(index);
		}
	});

	table.addEventListener("focusin", look); // so that Tab finds the next rows drawn, however quickly it is pressed
	addEventListener("scroll", look, { passive: true });
	addEventListener("resize", () => {
		if (innerWidth !== wide) { // rows fold otherwise, and what was measured is no more true
			wide = innerWidth;
			measure();
			blocks.forEach((block) => { block.high = 0; });
			blocks.filter((block) => !block.drawn).forEach(blank);
		}
		look();
	});

	// On paper there is every row of the list, but where it is a letter's working that is printed.
	addEventListener("beforeprint", () => {
		printing = true;
		if (!document.querySelector("dialog[open]")) {
			blocks.filter((block) => !block.drawn).forEach(fill);
		}
	});
	addEventListener("afterprint", () => {
		printing = false;
		look();
	});

	// J and K go on from the row that has the focus, or begin with the first that is seen.
	function go(steps) {
		const at = document.activeElement?.closest?.("#practices tbody");
		const seen = () => Math.max(0, blocks.findIndex((block) => block.body.getBoundingClientRect().bottom > 0)) * size;
		const index = at ? indexOf(document.activeElement) + steps : seen();
		if (index >= 0 && index < shown.length) {
			focus(index);
		}
	}

	return {
		show,
		go,
		focus,
		rows: () => shown,
		// opened notes beside a row that its letter was opened.
		opened(row) {
			const index = shown.indexOf(row);
			const block = blocks[Math.floor(index / size)];
			if (block?.drawn) {
				block.body.rows[index - block.from].dataset.seen = "yes";
			}
		},
	};
})();
