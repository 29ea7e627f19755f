package main

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// sends uploads a file with a form, and gives the page that it leads to.
func (v *visitor) sends(path, field, name string, file []byte) string {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	form.WriteField("word", v.word)
	form.WriteField("back", "/panel")
	part, err := form.CreateFormFile(field, name)
	if err == nil {
		_, err = part.Write(file)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		v.t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, v.origin+path, &body)
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.Header.Set("Origin", v.origin)
	return v.read(v.client.Do(r))
}

// What comes after the letters leaves on the page what the commands leave: the pack, what
// the panel decided, from its own sheet, and the sums of the June payment run.
func TestTheDeskDoesWhatThePanelNeeds(t *testing.T) {
	byPage := filepath.Dir(askingProject(t))
	byCommand := filepath.Join(t.TempDir(), "trial")
	if err := os.CopyFS(byCommand, os.DirFS(byPage)); err != nil {
		t.Fatal(err)
	}
	o := deskDay(t)
	o.asOf = "2026-05-14"
	v := visitDesk(t, openedDesk(t, o, byPage))
	command := func(args ...string) {
		t.Helper()
		var said bytes.Buffer
		o.stdin = strings.NewReader("")
		o.run(t.Context(), append([]string{"--project", filepath.Join(byCommand, "yearend.yaml")}, args...), &lines{to: &said, width: asWritten}, &lines{to: &said, width: asWritten}, &said)
		sameFolders(t, strings.Join(args, " "), byPage, byCommand)
	}
	mustContain(t, v.get("/panel"), "3 ready", "judged by run-001")
	mustContain(t, v.does("/panel/pack", "as-of", "2026-05-11"), "panel-001: 3 requests for the panel")
	command("panel", "--as-of", "2026-05-11")
	mustContain(t, v.get("/panel"), "0 decided, 3 open", "/runs/panel-001/files/decisions.xlsx")
	sheet := []byte(v.get("/runs/panel-001/files/requests.csv"))
	mustContain(t, string(sheet), "LTC-2,P81999")

	filled := filepath.Join(t.TempDir(), "filled.xlsx")
	fillIn(t, filepath.Join(byPage, "output", "panel-001", "decisions.xlsx"), filled,
		ruled{"LTC-2", "accepted", []int{3, 5}, quorate, ""}, ruled{"LTC-3", "part", []int{12}, quorate, ""}, ruled{"LTC-4", "refused", []int{0}, quorate, ""})
	mustContain(t, v.sends("/panel/sheet", "sheet", `C:\Users\x\decided.xlsx`, read(t, filled)), "E-decision-count", "E-decision-conflict", "mend what is marked stop")
	fillIn(t, filled, filled, ruled{"LTC-2", "accepted", []int{3, 4}, deputised, "Kim Sample"})
	mustContain(t, v.sends("/panel/sheet", "sheet", "decided.xlsx", read(t, filled)), "decided-2.xlsx", "type the number of decisions: 3", "Decisions of this sheet: 3")
	mustContain(t, v.does("/panel/decided/decided-2.xlsx", "by", "Alex Sample", "decisions", "2"), "the number is 3, and 2 was given: nothing was done")
	mustContain(t, v.does("/panel/decided/decided-2.xlsx", "by", "Alex Sample", "decisions", "3"), "3 decisions recorded in decisions.jsonl")
	if err := os.CopyFS(filepath.Join(byCommand, "decided"), os.DirFS(filepath.Join(byPage, "decided"))); err != nil {
		t.Fatal(err)
	}
	command("decide", filepath.Join(byCommand, "decided", "decided-2.xlsx"), "--by", "Alex Sample", "--decisions", "3")
	mustContain(t, v.does("/produce", "kind", "outcome", "as-of", "2026-05-22"), "outcome-001: 3 letters dated 22 May 2026")
	command("produce", "--outcome", "--as-of", "2026-05-22")
	mustContain(t, v.does("/approve/outcome-001", "by", "Alex Sample", "letters", "3", "digest", v.digest("outcome-001")), "outcome-001 is approved")
	command("approve", "outcome-001", "--by", "Alex Sample", "--letters", "3")
	mustContain(t, v.get("/panel"), "For Finance, from outcome-001, which is approved")
	mustContain(t, v.get("/runs/outcome-001/files/payments.csv"), "P81911", "final")
	for name, says := range map[string]string{"notes.txt": "is no decisions sheet", "../../x.xlsx": "", ".xlsx": "is no decisions sheet"} {
		page := v.sends("/panel/sheet", "sheet", name, []byte("PK not a workbook"))
		mustContain(t, page, says)
	}
	if _, err := os.Stat(filepath.Join(byPage, "..", "x.xlsx")); err == nil {
		t.Error("a sheet was kept outside the project")
	}
}
