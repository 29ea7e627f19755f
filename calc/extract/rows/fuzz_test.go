package rows

import (
	"testing"

	"yearend/calc/extract/rows/handmade"
)

// FuzzReaders reads any XML as the inside of a sheet with both readers.
func FuzzReaders(f *testing.F) {
	for _, w := range []handmade.Workbook{everySort(), inSheet(`<c t="inlineStr"><is><r><t>_x00</t></r><r><t>41_</t></r></is></c>`), inSheet(`<c t="str"><f ca="1">1</f><v>&#65;</v></c>`)} {
		f.Add(w.Sheets[0].Inside)
	}
	f.Fuzz(func(t *testing.T, inside string) {
		w := everySort()
		w.Sheets[0].Inside = inside
		if d, _, _ := differs(w.Bytes(), false); d != "" {
			t.Error(d)
		}
	})
}

// FuzzTexts reads any XML as a shared text with both.
func FuzzTexts(f *testing.F) {
	for _, inside := range []string{`<t>a</t>`, `<r><rPr/><t>a_x00</t></r><r><t>41_</t></r>`, `<t>課</t><rPh><t>カ</t></rPh><phoneticPr/>`, `<t>&amp;<![CDATA[<]]></t>`} {
		f.Add(inside)
	}
	f.Fuzz(func(t *testing.T, inside string) {
		if d, _, _ := differs(shared(inside).Bytes(), false); d != "" {
			t.Error(d)
		}
	})
}
