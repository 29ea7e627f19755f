package register

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"yearend/calc"
	"yearend/letters"
)

// approvalFile is one of the files that come into a run after it is finished.
const approvalFile = "approval.json"

// Approval is approval.json: who approved exactly which run, and what they saw.
type Approval struct {
	Run    string      `json:"run"`
	Digest string      `json:"digest"` // of run.json
	By     []Signatory `json:"approvals"`
	// Revoked is what was approved, and taken back again.
	Revoked []Revocation `json:"revoked,omitempty"`
}

// Signatory is one person's approval.
type Signatory struct {
	Name     string    `json:"name"`
	Account  string    `json:"account,omitempty"` // of the computer
	Computer string    `json:"computer,omitempty"`
	At       time.Time `json:"at"`
	Letters  int       `json:"letters"` // the number the person gave back
	Shown    []string  `json:"shown"`   // what the person was shown, line by line
}

// Revocation is what one person took back, and why.
type Revocation struct {
	Name     string      `json:"name"`
	Account  string      `json:"account,omitempty"`
	Computer string      `json:"computer,omitempty"`
	At       time.Time   `json:"at"`
	Because  string      `json:"because"`
	Of       []Signatory `json:"approvals"` // that were given until then
}

// Withdrawn reports whether an approval was taken back, and none was given since.
func (a Approval) Withdrawn() bool { return len(a.Revoked) > 0 && len(a.By) == 0 }

// Code is ten characters for the minutes of whoever approves: an approval that was
// forged or altered afterwards has another one.
func (a Approval) Code() string {
	text, _ := json.Marshal(a) // of plain fields: it cannot fail
	sum := sha256.Sum256(text)
	return codeLetters.EncodeToString(sum[:])[:10]
}

// codeLetters are capitals and figures that nobody takes for one another.
var codeLetters = base32.NewEncoding("23456789ABCDEFGHJKLMNPQRSTUVWXYZ").WithPadding(base32.NoPadding)

// Approval reads who has approved the run; nobody, where there is no file.
func (r Run) Approval() (Approval, error) {
	a := Approval{Run: r.Name, Digest: r.Digest}
	text, err := ReadPlain(filepath.Join(r.Dir, approvalFile), MostRecord)
	if errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	if err != nil {
		return a, fmt.Errorf("read the approval of %s: %w", r.Name, err)
	}
	var found Approval
	if err := json.Unmarshal(text, &found); err != nil {
		return a, fmt.Errorf("read the approval of %s: %s is damaged: %w: restore it from a copy", r.Name, approvalFile, err)
	}
	if found.Digest != r.Digest || found.Run != r.Name {
		return a, fmt.Errorf("the approval in %s is of another run: %s of digest %.12s…, and this is %.12s…: either %s was altered, or %s was copied; restore them from a copy, or move the folder %s out of here",
			r.Name, found.Run, found.Digest, r.Digest, recordFile, approvalFile, r.Name)
	}
	return found, nil
}

// Approved reports whether as many people as the run asks for have approved it.
func (r Run) Approved() (bool, error) {
	a, err := r.Approval()
	return err == nil && r.Enough(a), err
}

// Enough reports whether it is so by an approval that was read.
func (r Run) Enough(a Approval) bool { return len(a.By) >= r.Record.Needs() }

// Signed is the approval that was given under the name, however it is written, or
// from the account; nil where neither has approved.
func (a Approval) Signed(name, account string) *Signatory {
	for i, s := range a.By {
		if sameName(s.Name, name) || account != "" && strings.EqualFold(s.Account, account) {
			return &a.By[i]
		}
	}
	return nil
}

// AlreadySigned says that the person, or the account, has approved before.
func (r Run) AlreadySigned(by, name string) error {
	if sameName(by, name) {
		return fmt.Errorf("%s has approved %s already: another person is needed", name, r.Name)
	}
	return fmt.Errorf("%s has approved %s already from this account of the computer: another person is needed, at an account of their own", by, r.Name)
}

// Approve adds a person's approval to a run, and says how many are still
// needed. Whoever calls it holds the lock of the folder.
func (r Run) Approve(by Signatory) (still int, err error) {
	a, err := r.Approval()
	if err != nil {
		return 0, err
	}
	if given := a.Signed(by.Name, by.Account); given != nil {
		return 0, r.AlreadySigned(given.Name, by.Name)
	}
	a.By = append(a.By, by)
	if err := r.writeApproval(a); err != nil {
		return 0, fmt.Errorf("approve %s: %w", r.Name, err)
	}
	if still = max(0, r.Record.Needs()-len(a.By)); still > 0 {
		return still, nil
	}
	if err := r.folder.Note(); err != nil {
		return 0, fmt.Errorf("%s is approved, but could not be noted in %s: %w", r.Name, NotedFile, err)
	}
	return 0, nil
}

func (r Run) writeApproval(a Approval) error {
	text, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return err
	}
	return Replace(filepath.Join(r.Dir, approvalFile), append(text, '\n'))
}

// Revoke takes back what was approved; the record of both stays. Whoever calls it
// holds the lock of the folder, and has seen that nothing of the run was sent.
func (r Run) Revoke(by Revocation) error {
	a, err := r.Approval()
	if err != nil {
		return err
	}
	if len(a.By) == 0 {
		return fmt.Errorf("%s is not approved, and there is nothing to take back", r.Name)
	}
	by.Of, a.By = a.By, []Signatory{}
	a.Revoked = append(a.Revoked, by)
	if err := r.writeApproval(a); err != nil {
		return fmt.Errorf("revoke the approval of %s: %w", r.Name, err)
	}
	if err := r.folder.Note(); err != nil {
		return fmt.Errorf("the approval of %s is revoked, but could not be noted in %s: %w", r.Name, NotedFile, err)
	}
	return nil
}

// Replace puts a file in the place of another at once: whoever reads it, or
// comes after a crash, finds the one or the other.
func Replace(path string, data []byte) error {
	part := path + ".part"
	if err := remove(part); err != nil {
		return err
	}
	if err := writeNew(part, data, true); err != nil {
		os.Remove(part) // half a file, on a full disk
		return err
	}
	return Rename(part, path)
}

// LastApproved is the newest approved run of a kind; ok is false where there is
// none. Each run names the one that was approved when it was made; where
// that approval is gone, letters that were issued would be issued once more.
func LastApproved(runs []Run, kind letters.Kind) (last Run, ok bool, err error) {
	runs = OfKind(runs, kind)
	revoked := map[Earlier]bool{}
	for _, r := range runs {
		approval, err := r.Approval()
		if err != nil {
			return last, ok, err
		}
		if r.Enough(approval) {
			last, ok = r, true
		}
		revoked[Earlier{Run: r.Name, Digest: r.Digest}] = approval.Withdrawn()
	}
	for _, r := range runs {
		if e := r.Record.Earlier; e != nil && !revoked[*e] && (!ok || e.newerThan(last)) {
			return last, ok, fmt.Errorf("%s was made when %s was approved, and that approval is gone: restore the folder %s, with its %s, from a copy; or, if its letters never went, move %s out of here",
				r.Name, e.Run, e.Run, approvalFile, r.Name)
		}
	}
	return last, ok, nil
}

// LastAsking is the approved run that was the last to ask Finance for money, of
// whatever kind: previous sums are its. ok is false where there is none.
func (f Folder) LastAsking(runs []Run) (last Run, ok bool, err error) {
	all, err := readNoted(f.Root)
	if err != nil {
		return last, false, err
	}
	stands := latest(all)
	for _, n := range slices.Backward(all) {
		for _, r := range runs {
			if r.Kind.Early || n.Revoked || stands[n.Earlier].Revoked || n.Earlier != r.Is() {
				continue
			}
			if approved, err := r.Approved(); err != nil || approved {
				return r, err == nil, err
			}
		}
	}
	return last, false, nil
}

// Is is the run by its name and digest.
func (r Run) Is() Earlier { return Earlier{Run: r.Name, Digest: r.Digest} }

// OpenedBy is the date of issue of the first approved run of each scheme, of those
// of a kind.
func OpenedBy(runs []Run, kind letters.Kind) (Opened, error) {
	opened := Opened{}
	for _, r := range OfKind(runs, kind) {
		approved, err := r.Approved()
		if err != nil {
			return nil, err
		}
		on, err := calc.ParseDate(r.Record.AsOf)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", r.Name, err)
		}
		for scheme := range r.Record.Tallies {
			if before, is := opened[scheme]; approved && scheme != calc.Unattributed && (!is || on < before) {
				opened[scheme] = on
			}
		}
	}
	return opened, nil
}

// newerThan reports whether a run that was approved is not the given one, nor
// one before it.
func (e Earlier) newerThan(r Run) bool {
	return e.number(r.Kind) > r.Number || e.Run == r.Name && e.Digest != r.Digest
}

// number is 0 for what is no run of the kind.
func (e Earlier) number(kind letters.Kind) int {
	digits, is := strings.CutPrefix(e.Run, kind.Folder)
	number, err := strconv.Atoi(digits)
	if !is || err != nil {
		return 0
	}
	return number
}
