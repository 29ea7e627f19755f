package register

import "testing"

// One person stays one, however the name is written; two stay two.
func TestNames(t *testing.T) {
	for _, same := range [][2]string{
		{"Alex Sample", "alex  sample"}, {"A. Manager", "A Manager"}, {"A.Manager", "a manager"}, {"Alex Sample", "AIex Sample"},
		{"Alex Sample", "A1ex Sample"}, {"Alex Sample", "Аlех Ѕаmрlе"}, {"Zoë Sample", "Zoe Sample"}, {"Alex\u200b Sample", "Alex Sample"}, {"Sam Burn", "Sam Bum"},
		{"Alex Sample", "Sample, Alex"}, {"Alex Sample", "SAMPLE Аlех"}, {"Alex Sample", "AlexSample"}, {"Jo O’Sample", "O'Sample, Jo"}, {"Zoë Sample", "Sample, Zoe\u0308"},
	} {
		if !sameName(same[0], same[1]) {
			t.Errorf("%q and %q are two people", same[0], same[1])
		}
	}
	for _, two := range [][2]string{{"Alex Sample", "Sam Mockford"}, {"A. Manager", "B. Manager"}, {"Alex Sample", "Alexa Sample"}, {"Alex Sample", "Alex Sample-Mockford"}} {
		if sameName(two[0], two[1]) {
			t.Errorf("%q and %q are one", two[0], two[1])
		}
	}
	for name, is := range map[string]bool{"Łucja": true, "李": true, "...": false, "1": false, "": false} {
		if IsName(name) != is {
			t.Errorf("%q: a name: %t", name, !is)
		}
	}
	if got := PlainName(" Alex\x1b[31m\u202e \n Sample\u200b "); got != "Alex[31m Sample" {
		t.Errorf("stored as %q", got)
	}
}
