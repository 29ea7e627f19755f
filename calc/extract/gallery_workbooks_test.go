package extract

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// recordsHead is the header of the records layout.
const recordsHead = "Practice code|Service|Activity date|Coded date|Count|Record id"

// dayCell is a real Excel date: 3 June 2025.
const dayCell = `<c s="1"><v>45811</v></c>`

// plainRows are the base's records as a workbook has them.
func plainRows() []string {
	return []string{
		recordsHead,
		`P81900|ecg|` + dayCell + `|` + dayCell + `|<c><v>12</v></c>|R1`,
		`P81900|domain-2|` + dayCell + `|` + dayCell + `|<c><v>9</v></c>|R2`,
		`P81901|domain-2|` + dayCell + `|` + dayCell + `|<c><v>7</v></c>|R3`,
	}
}

// withRow replaces the first record.
func withRow(row string) string {
	rows := plainRows()
	rows[1] = row
	return sheetOf(rows...)
}

// beyondNHS are the records with NHS numbers to the right of the last header.
func beyondNHS() []string {
	rows := plainRows()
	for i, number := range []string{"", "9000000009", "9076543216", "9153086422"} {
		if number != "" {
			rows[i] += "||" + number
		}
	}
	return rows
}

// sideways is the base's records as a report lays them out, each code over two columns.
func sideways() string {
	rows, merged := plainRows(), ""
	for i := range rows {
		code, rest, _ := strings.Cut(rows[i], "|")
		rows[i] = code + "||" + rest
		merged += fmt.Sprintf(`<mergeCell ref="A%d:B%d"/>`, i+1, i+1)
	}
	return sheetOf(rows...) + `<mergeCells count="4">` + merged + `</mergeCells>`
}

// inUTC is the base's records with dates that are midnights of British Summer
// Time on the clock of UTC.
func inUTC() string {
	rows := plainRows()
	for i := range rows {
		rows[i] = strings.ReplaceAll(rows[i], "<v>45811</v>", "<v>45810.958333333336</v>")
	}
	return sheetOf(rows...)
}

// galleryWorkbooks are the cases that only a workbook can show.
func galleryWorkbooks() map[string]workbook {
	good := sheetOf(plainRows()...)
	contracts := sheetOf(
		"Practice code|Scheme|Service|Target|Contract value|Advance paid",
		`P81900|CAP|ECG|90|<c><v>4500</v></c>|<c><v>3600</v></c>`,
		`P81900|LTC|Domain 2|<c><v>160</v></c>|<c><v>9600</v></c>|<c><v>7680</v></c>`,
		`P81901|LTC|Domain 2|<c><v>120</v></c>|<c><v>7200</v></c>|<c><v>5760</v></c>`,
	)
	moved := sheetOf(
		"Practice code|Scheme|Service|Target|Contract value|Advance paid",
		`P81900|CAP|ECG|<c><v>90</v></c>|<c><v>4500</v></c>|<c><v>3600</v></c>`,
		`P81900|LTC|Domain 2|<c><v>1</v></c>|<c><v>160</v></c>|<c><v>96</v></c>|<c><v>7680</v></c>`,
		`P81901|LTC|Domain 2|<c><v>120</v></c>|<c><v>7200</v></c>|<c><v>5760</v></c>`,
	)
	month := func(number string) string { return strings.Repeat(`|<c><v>5</v></c>`, 11) + "|" + number }
	wide := sheetOf(
		"Practice code|Service|"+strings.Join(yearMonths, "|"),
		`P81900|ecg`+month("5"), `P81900|domain-2`+month("6"), `P81901|domain-2`+month(`<c><v>7</v></c>`),
	)
	return map[string]workbook{
		"E-cell/activity":             one(withRow(`P81900|ecg|` + dayCell + `|<c t="e"><v>#N/A</v></c>|<c><v>12</v></c>|R1`)),
		"E-formula/activity":          one(withRow(`P81900|ecg|` + dayCell + `|` + dayCell + `|<c><f>SUM(A1:A9)</f></c>|R1`)),
		"E-count.hollow/activity":     one(withRow(`P81900|ecg|` + dayCell + `|` + dayCell + `|<c t="str"><f>IF(A9=0,"",A9)</f><v></v></c>|R1`)),
		"E-practice.formula/activity": one(withRow(`<c><f>Codes!A7</f></c>|ecg|` + dayCell + `|` + dayCell + `|<c><v>12</v></c>|R1`)),
		"E-column.formula/activity":   one(strings.Replace(good, `<c r="D1" t="inlineStr"><is><t>Coded date</t></is></c>`, `<c r="D1" t="str"><f>Names!D1</f></c>`, 1)),
		"E-beyond/contracts":          one(moved),
		"W-number-text.wide/activity": one(wide),
		"E-merged.codes/activity":     one(strings.Replace(good, `<c r="A3" t="inlineStr"><is><t>P81900</t></is></c>`, ``, 1) + `<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>`),
		"E-merged/activity":           one(good + `<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>`),
		"E-damaged/activity":          {Sheets: one(good).Sheets, Replace: map[string]string{"xl/worksheets/sheet1.xml": cutOff(one(good))}},
		"E-size/activity":             one(`<sheetData><row r="99999999"><c r="A99999999"><v>1</v></c></row></sheetData>`),
		"E-sheet/activity":            {Sheets: []sheetXML{{Name: "April", Inside: good}, {Name: "May", Inside: good}}},
		"E-count.percentage/activity": one(withRow(`P81900|ecg|` + dayCell + `|` + dayCell + `|<c s="2"><v>1</v></c>|R1`)),
		"E-date.serial/activity":      one(withRow(`P81900|ecg|<c><v>4581</v></c>|` + dayCell + `|<c><v>12</v></c>|R1`)),
		"W-hidden/activity":           one(`<cols><col min="3" max="3" hidden="1"/></cols>` + hideRow(good) + `<autoFilter ref="A1:F4"><filterColumn colId="0"/></autoFilter>`),
		"W-hidden.narrow/activity":    one(`<cols><col min="3" max="3" width="0" customWidth="1"/></cols>` + strings.Replace(good, `<row r="3">`, `<row r="3" ht="0" customHeight="1">`, 1)),
		"W-number-text/contracts":     one(contracts),
		"W-beyond/activity":           one(withRow(`P81900|ecg|` + dayCell + `|` + dayCell + `|<c><v>12</v></c>|R1||see e-mail`)),
		"E-patient.unnamed/activity":  one(sheetOf(beyondNHS()...)),
		"E-merged.sideways/activity":  one(sideways()),
		"E-clock.workbook/activity":   one(inUTC()),
		"E-patient.beside/activity":   {Sheets: []sheetXML{{Name: "Data", Inside: good}, {Name: "Lookup", State: ` state="hidden"`, Inside: sheetOf("Ref", "9000000009", "<c><v>9076543216</v></c>", "9153086422")}}},
		"E-name.broken/practices":     one(sheetOf("Practice code|Practice name", "P81900|Quillbeck\nSurgery", "P81901|Brindlecombe Medical Centre")),
	}
}

func writeWorkbooks(t *testing.T) {
	if !*update {
		return
	}
	for name, w := range galleryWorkbooks() {
		path := filepath.Join(gallery, filepath.FromSlash(name)+".xlsx")
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, w.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestGalleryWorkbooks checks that the committed workbooks are those above.
func TestGalleryWorkbooks(t *testing.T) {
	for name, w := range galleryWorkbooks() {
		got, err := os.ReadFile(filepath.Join(gallery, filepath.FromSlash(name)+".xlsx"))
		if err != nil || string(got) != string(w.Bytes()) {
			t.Errorf("%s.xlsx is not what this test makes (%v): go test -run Gallery -update writes it", name, err)
		}
	}
}

// cutOff is the sheet's XML up to the middle of its last row.
func cutOff(w workbook) string {
	all := w.Parts()["xl/worksheets/sheet1.xml"]
	return all[:len(all)-90]
}

// hideRow hides the third row.
func hideRow(inside string) string {
	return strings.Replace(inside, `<row r="3">`, `<row r="3" hidden="1">`, 1)
}
