package letters

import (
	"fmt"
	"strings"
)

// bare takes every sum, count of activity and outcome out of what a template may
// name: the message then says that a letter is attached, and no more. A mailbox
// may be read by more people than the letter is meant for.
func (f *Facts) bare() {
	for _, words := range []*string{
		&f.Achieved, &f.Value, &f.Earned, &f.Advance, &f.Balance, &f.LateCount, &f.PositionOnTime,
		&f.RangeLow, &f.RangeHigh, &f.FloorEarned, &f.AdvanceYear, &f.BalanceRange, &f.FloorPosition,
		&f.Outcome, &f.WasPosition, &f.FinalPosition, &f.PlanCount, &f.PlanBegins,
	} {
		*words = ""
	}
	for _, blocks := range []*func() []Block{
		&f.Summary, &f.Services, &f.Account, &f.Methods, &f.Chart, &f.Working, &f.Changes, &f.Advances,
		&f.Outlook, &f.Needed, &f.RecordedAndNeeded, &f.Ends, &f.Progress,
		&f.Answers, &f.WasAndNow, &f.Repayments,
	} {
		*blocks = func() []Block { return nil }
	}
	f.HasFigures, f.Pay, f.Recoup, f.Nil, f.FiguresChanged, f.HasAdvances = false, false, false, false, false, false
	f.Late, f.LateUnknown, f.LateMovesNothing, f.AboveCap = false, false, false, false
	f.ShareReached, f.TargetReached, f.EndsAgree, f.NoActivity, f.SamePosition = false, false, false, false, false
}

// checkBare refuses a message that says a sum all the same.
func (e Email) checkBare() error {
	for where, words := range map[string]string{"subject": e.Subject, "body": EmailText(e)} {
		if strings.Contains(words, "£") {
			return fmt.Errorf("mail.figures is false, and the %s of the e-mail says a sum: put it between {{if .HasFigures}} and {{end}}", where)
		}
	}
	return nil
}
