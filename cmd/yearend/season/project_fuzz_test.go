package season

import (
	"testing"

	"yearend/calc/rulebook"
)

// FuzzProject: whatever stands in a project file, it is read or refused.
func FuzzProject(f *testing.F) {
	text, err := starter.ReadFile("starter.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("year: 2025/26\ninputs: {practices: [{file: a.csv, sheet: B}], contracts: [~], activity: &a [b]}\nexpect: {records: x}\n"))
	f.Add([]byte("a: &a [*a]\n---\n"))
	f.Fuzz(func(_ *testing.T, text []byte) {
		var p Project
		if err := rulebook.Decode("yearend.yaml", text, &p); err == nil {
			_ = p.check()
		}
	})
}
