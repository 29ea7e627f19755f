
// What the reviewer ticked and opened, kept in this browser under the run's own
// name, so that it is there again when the page is. A browser that keeps nothing
// for a page from a folder says so.
const keep = (() => {
	const checklist = document.querySelector(".checklist");
	const ticks = [...checklist.querySelectorAll("input")];
	const name = `yearend ${checklist.dataset.kept}`;
	const says = document.getElementById("kept");
	const opened = new Set();

	function read() {
		try {
			return JSON.parse(localStorage.getItem(name)) ?? {};
		} catch {
			return {};
		}
	}

	function write() {
		try {
			localStorage.setItem(name, JSON.stringify({ ticks: ticks.map((tick) => tick.checked), opened: [...opened] }));
			return true;
		} catch {
			return false;
		}
	}

	const before = read();
	ticks.forEach((tick, i) => { tick.checked = before.ticks?.[i] === true; });
	const key = (row) => `${row.code} ${row.scheme}`;
	const known = new Set(before.opened);
	for (const row of rows.all.filter((row) => known.has(key(row)))) {
		row.seen = true;
		opened.add(key(row));
	}
	says.append(write()
		? " Ticks and what was opened are kept in this browser, for this run."
		: " This browser keeps no ticks when the page is closed.");
	checklist.addEventListener("change", write);

	return {
		opened(row) {
			opened.add(key(row));
			write();
		},
	};
})();
