package extract

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"yearend/calc"
	"yearend/calc/extract/rows"
)

// The sizes: an ICB's extract is about 60,000 records; these are a region's
// and a country's.

func BenchmarkCSV200k(b *testing.B)  { benchmarkCSV(b, 200_000) }
func BenchmarkCSV2M(b *testing.B)    { benchmarkCSV(b, 2_000_000) }
func BenchmarkXLSX200k(b *testing.B) { benchmarkXLSX(b, 200_000) }
func BenchmarkXLSX1M(b *testing.B)   { benchmarkXLSX(b, 1_000_000) }

// BenchmarkPlainCSV2M is encoding/csv over the same file, and nothing made of it.
func BenchmarkPlainCSV2M(b *testing.B) {
	const n = 2_000_000
	path := benchFile(b, "activity.csv", func(w io.Writer) { writeCSV(w, n) })
	measure(b, n, func() {
		content, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(content))
		r.ReuseRecord = true
		rows := 0
		for ; err == nil; rows++ {
			_, err = r.Read()
		}
		if err != io.EOF || rows != n+2 {
			b.Fatal(rows, err)
		}
	})
}

// BenchmarkWordCount2M and BenchmarkAwk2M are wc and awk over the same file: one
// counts its lines, the other adds up its counts by practice and service.
func BenchmarkWordCount2M(b *testing.B) { benchmarkTool(b, "wc", "-l") }
func BenchmarkAwk2M(b *testing.B) {
	benchmarkTool(b, "awk", "-F,", `{ sum[$1, $2] += $5 } END { for (k in sum) n++; print n }`)
}

func benchmarkTool(b *testing.B, name string, args ...string) {
	const n = 2_000_000
	path := benchFile(b, "activity.csv", func(w io.Writer) { writeCSV(w, n) })
	b.ResetTimer()
	for b.Loop() {
		if err := exec.Command(name, append(args, path)...).Run(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkPlainXLSX200k(b *testing.B) { benchmarkPlainXLSX(b, 200_000) }
func BenchmarkPlainXLSX1M(b *testing.B)   { benchmarkPlainXLSX(b, 1_000_000) }

func benchmarkPlainXLSX(b *testing.B, n int) {
	path := benchFile(b, "activity.xlsx", func(w io.Writer) { writeXLSX(b, w, n) })
	measure(b, n, func() { readPlainly(b, path) })
}

// readPlainly is excelize's row loop, and nothing made of the rows.
func readPlainly(b *testing.B, path string) {
	book, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		b.Fatal(err)
	}
	defer book.Close()
	rows, err := book.Rows("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			b.Fatal(err)
		}
	}
	rows.Close()
}

// BenchmarkXLSXBesidePlain200k reads one file both ways in turn, so that whatever
// else the machine does falls on both: how many times as long excelize's row loop
// takes as the whole way does.
func BenchmarkXLSXBesidePlain200k(b *testing.B) {
	const n = 200_000
	path := benchFile(b, "activity.xlsx", func(w io.Writer) { writeXLSX(b, w, n) })
	var own, plain time.Duration
	for b.Loop() {
		began := time.Now()
		readWhole(b, path, n)
		own += time.Since(began)
		began = time.Now()
		readPlainly(b, path)
		plain += time.Since(began)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(plain.Seconds()/own.Seconds(), "times-as-fast")
}

// BenchmarkRows200k is a sheet read as rows of cells, and nothing made of them.
func BenchmarkRows200k(b *testing.B) {
	const n = 200_000
	path := benchFile(b, "activity.xlsx", func(w io.Writer) { writeXLSX(b, w, n) })
	measure(b, n, func() {
		book, fault := openBook(path)
		if fault != nil {
			b.Fatal(fault)
		}
		defer book.Close()
		sheet, fault := book.Read(book.Sheets[0], func(f rows.Fault) { b.Error(f) })
		if fault != nil {
			b.Fatal(fault)
		}
		defer sheet.Close()
		read := 0
		for _, ok := sheet.Next(); ok; _, ok = sheet.Next() {
			read++
		}
		if read != n+1 {
			b.Fatal(read)
		}
	})
}

func benchmarkCSV(b *testing.B, n int) {
	path := benchFile(b, "activity.csv", func(w io.Writer) { writeCSV(w, n) })
	benchmarkRead(b, path, n)
}

func benchmarkXLSX(b *testing.B, n int) {
	path := benchFile(b, "activity.xlsx", func(w io.Writer) { writeXLSX(b, w, n) })
	benchmarkRead(b, path, n)
}

func benchmarkRead(b *testing.B, path string, n int) {
	measure(b, n, func() { readWhole(b, path, n) })
}

// readWhole takes the whole way: open, read, judge, add up.
func readWhole(b *testing.B, path string, n int) {
	x, err := Read(Inputs{AsOf: asOf, Activity: []File{{Path: path}}}, bothSchemes())
	if err != nil || x.Stops() || x.Sources[0].Records != n {
		b.Fatalf("%v: %+v", err, x.Sources)
	}
}

// measure reports rows a second, and the most memory in use at once.
func measure(b *testing.B, n int, do func()) {
	runtime.GC()
	peak := watchMemory()
	for b.Loop() {
		do()
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(peak()>>20), "MB-peak")
}

// watchMemory looks at the heap every few milliseconds until it is asked for
// the most it saw.
func watchMemory() (peak func() uint64) {
	quit, most := make(chan bool), make(chan uint64)
	go func() {
		var high uint64
		var m runtime.MemStats
		for {
			runtime.ReadMemStats(&m)
			high = max(high, m.HeapInuse+m.StackInuse)
			select {
			case <-quit:
				most <- high
				return
			case <-time.After(10 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { quit <- true; return <-most }
}

func benchFile(b *testing.B, name string, write func(io.Writer)) string {
	path := filepath.Join(b.TempDir(), name)
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriterSize(f, 1<<20)
	write(w)
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	return path
}

// benchRecord is the i-th record: 6,500 practices, four services, a year of days.
func benchRecord(i int) (practice, service string, day calc.Date, count int) {
	services := []string{"ecg", "phlebotomy", "wound-care", "domain-2"}
	start := calc.Date(20250401).Time()
	return fmt.Sprintf("P%05d", i%6500), services[i/7%4], calc.DateOf(start.AddDate(0, 0, i/3%365)), 1 + i%5
}

func writeCSV(w io.Writer, n int) {
	fmt.Fprintln(w, "Practice code,Service,Activity date,Coded date,Count,Record id,Site,Clinician")
	for i := range n {
		practice, service, day, count := benchRecord(i)
		fmt.Fprintf(w, "%s,%s,%s,%s,%d,R%09d,Main site,Nurse\n", practice, service, day, day, count, i)
	}
}

// writeXLSX writes texts as Excel does: shared, and the ids after the others.
func writeXLSX(b *testing.B, w io.Writer, n int) {
	texts := []string{"Practice code", "Service", "Activity date", "Coded date", "Count", "Record id", "Site", "Clinician", "Main site", "Nurse", "ecg", "phlebotomy", "wound-care", "domain-2"}
	place := map[string]int{}
	for i := range 6500 {
		texts = append(texts, fmt.Sprintf("P%05d", i))
	}
	for i, text := range texts {
		place[text] = i
	}
	shell := workbook{Sheets: []sheetXML{{Name: "Sheet1"}}, Texts: []string{""}}.Parts()
	z := zip.NewWriter(w)
	part := func(name string) io.Writer {
		f, err := z.Create(name)
		if err != nil {
			b.Fatal(err)
		}
		return f
	}
	for _, name := range sortedKeys(shell) {
		if name != "xl/worksheets/sheet1.xml" && name != "xl/sharedStrings.xml" {
			io.WriteString(part(name), shell[name])
		}
	}
	sheet := bufio.NewWriter(part("xl/worksheets/sheet1.xml"))
	sheet.WriteString(xmlHead + `<worksheet ` + mainNS + `><sheetData><row r="1">`)
	for i := range 8 {
		fmt.Fprintf(sheet, `<c r="%c1" t="s"><v>%d</v></c>`, 'A'+i, i)
	}
	sheet.WriteString(`</row>`)
	for i := range n {
		practice, service, day, count := benchRecord(i)
		serial := 45748 + calc.Date(20250401).DaysTo(day)
		fmt.Fprintf(sheet, `<row r="%[1]d" spans="1:8"><c r="A%[1]d" t="s"><v>%[2]d</v></c><c r="B%[1]d" t="s"><v>%[3]d</v></c><c r="C%[1]d" s="1"><v>%[4]d</v></c><c r="D%[1]d" s="1"><v>%[4]d</v></c><c r="E%[1]d"><v>%[5]d</v></c><c r="F%[1]d" t="s"><v>%[6]d</v></c><c r="G%[1]d" t="s"><v>8</v></c><c r="H%[1]d" t="s"><v>9</v></c></row>`,
			i+2, place[practice], place[service], serial, count, len(texts)+i)
	}
	sheet.WriteString(`</sheetData></worksheet>`)
	if err := sheet.Flush(); err != nil {
		b.Fatal(err)
	}
	shared := bufio.NewWriter(part("xl/sharedStrings.xml"))
	fmt.Fprintf(shared, `%s<sst %s count="%d" uniqueCount="%d">`, xmlHead, mainNS, len(texts)+n, len(texts)+n)
	for _, text := range texts {
		fmt.Fprintf(shared, `<si><t>%s</t></si>`, text)
	}
	for i := range n {
		fmt.Fprintf(shared, `<si><t>R%09d</t></si>`, i)
	}
	shared.WriteString(`</sst>`)
	if err := shared.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
}
