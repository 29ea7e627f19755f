package latin

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestEveryCharacterComesBack(t *testing.T) {
	count := 0
	for code, r := range runes {
		if r == none {
			continue
		}
		count++
		got, ok := Encode(string(r))
		if !ok || got != string([]byte{byte(code)}) {
			t.Errorf("Encode(%q) = %q, %v; want code %#02x", r, got, ok, code)
		}
		if back := Decode(byte(code)); back != r {
			t.Errorf("Decode(%#02x) = %q, want %q", code, back, r)
		}
	}
	if count != 252 {
		t.Errorf("the set holds %d characters, want 252", count)
	}
}

// No two characters of the set become another one when they are composed, so that text
// that has codes need not be composed before.
func TestWhatHasCodesIsComposed(t *testing.T) {
	for _, a := range runes {
		for _, b := range runes {
			if pair := string(a) + string(b); a != none && b != none && norm.NFC.String(pair) != pair {
				t.Errorf("%q is not composed", pair)
			}
		}
	}
}

func TestNamesThatOccur(t *testing.T) {
	for language, text := range map[string]string{
		"English":    "£1,234.56 – 79.97% of 764 ≥ 80%; ‘coded’ “late” … → ½ × 2 ÷ 3 − 1",
		"Welsh":      "Tŷ'r Ŵyl, gŵr, ẁ ẃ ẅ ỳ Ẁ Ẃ Ẅ Ỳ Ŷ",
		"Irish":      "Ó Súilleabháin, Ní Dhónaill, Seán",
		"Polish":     "Wałęsa, Łódź, Gżegżółka, Świętosław Ćwikła, Źródło, Ńemców, Ąż",
		"Czech":      "Příliš žluťoučký kůň úpěl ďábelské ódy, Řehoř, Ďáblice, Ťok, Ňuňa, Ůň, Ěra",
		"Slovak":     "Ľubomír Hviezdoslav, kôň, ľad, ťava",
		"Hungarian":  "Őrsi Erzsébet, Szűcs, Űrhajó, főorvos",
		"Romanian":   "Țepeș, Ștefan, Brâncuși, Ăla, înăuntru",
		"Turkish":    "İstanbul, Işık, Erdoğan, Şükrü, Ğ",
		"Nordic":     "Ærø, Åse, Þórður, Øystein, Göteborg, Ð",
		"Portuguese": "João Conceição, Magalhães",
		"French":     "Sœur Hélène, Œuvre, Haÿ",
		"Estonian":   "Õunapuu, Šmidt, Žanna, Jüri",
		"Lithuanian": "Jūratė Žukauskienė, Ėglė, Ūla",
	} {
		if r, lacking := Lacking(norm.NFC.String(text)); lacking {
			t.Errorf("%s lacks %q", language, r)
		}
		if codes, ok := Encode(norm.NFC.String(text)); !ok || decode(codes) != norm.NFC.String(text) {
			t.Errorf("%s: %q came back as %q", language, text, decode(codes))
		}
	}
}

func TestWhatIsLackingIsRefused(t *testing.T) {
	for text, want := range map[string]rune{
		"Nguyễn": 'ễ', "Ωmega": 'Ω', "tick ✓": '✓', "a\nb": '\n', "a\tb": '\t', "\x00": 0,
		"Ţ": 'Ţ', "e\u0301": '\u0301', "bad \xff": utf8.RuneError,
	} {
		if codes, ok := Encode(text); ok || codes != "" {
			t.Errorf("Encode(%q) = %q, %v; want a refusal", text, codes, ok)
		}
		if r, lacking := Lacking(text); !lacking || r != want {
			t.Errorf("Lacking(%q) = %q, %v; want %q", text, r, lacking, want)
		}
	}
}

func TestPlainTextIsNotCopied(t *testing.T) {
	text := strings.Repeat("plain ", 10)
	if n := testing.AllocsPerRun(10, func() { Encode(text) }); n != 0 {
		t.Errorf("Encode of ASCII allocates %v times", n)
	}
}

func TestCodesThatWouldBreakLinesStayEmpty(t *testing.T) {
	for _, code := range []byte{0, '\t', '\n', '\r'} {
		if r := Decode(code); r != utf8.RuneError {
			t.Errorf("code %#02x stands for %q", code, r)
		}
	}
}

func decode(codes string) string {
	var text strings.Builder
	for _, code := range []byte(codes) {
		text.WriteRune(Decode(code))
	}
	return text.String()
}
