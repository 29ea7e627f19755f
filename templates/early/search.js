"use strict";

// Shows the rows whose code, name or other words hold everything that is typed.
(() => {
	const box = document.getElementById("search");
	const rows = [...document.querySelectorAll("#list tbody tr")];
	const count = document.getElementById("count");
	// Letters that have no accent to take off are found by what people type for them.
	const typed = { "ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th" };
	const plain = (words) => words.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[łđðøıßæœþ]/g, (letter) => typed[letter]);
	const words = rows.map((row) => plain(row.textContent));
	document.getElementById("searching").hidden = false;

	function show() {
		const wanted = plain(box.value).split(/\s+/).filter((part) => part);
		let shown = 0;
		rows.forEach((row, i) => {
			row.hidden = !wanted.every((part) => words[i].includes(part));
			shown += row.hidden ? 0 : 1;
		});
		count.textContent = `${shown} of ${rows.length} shown`;
	}

	box.addEventListener("input", show);
	show();
})();
