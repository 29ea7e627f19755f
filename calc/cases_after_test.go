package calc_test

import (
	"fmt"
	"testing"

	"yearend/calc"
)

// The worked cases of fixtures/cases/after; its README says what each key means.

type effectCase struct {
	Name  string
	Given struct {
		Contracts []caseContract
		Recorded  []int64
		Service   string
		Claimed   []int64
	}
	Want struct {
		Achievement      *string
		AchievementIfAll *string `yaml:"achievement_if_all"`
		Balance          *string
		BalanceIfAll     *string `yaml:"balance_if_all"`
		Effect           *string
		TargetAt         *string `yaml:"target_at"`
		ShareAt          *string `yaml:"share_at"`
		Within           *string
		Absorbed         *string
		Expected         *string
		OwnRate          *string `yaml:"own_rate"`
		Recorded         *string
		AtOwnRate        *string `yaml:"at_own_rate"`
	}
}

func TestEffectCases(t *testing.T) {
	casesIn(t, "after", "effects.yaml", runEffect, func(c effectCase) string { return c.Name })
}

func runEffect(t *testing.T, s *calc.Scheme, c effectCase) {
	var recorded, claimed calc.ByMonth
	copy(recorded[:], c.Given.Recorded)
	copy(claimed[:], c.Given.Claimed)
	var lines []calc.Achievement
	for _, contract := range c.Given.Contracts {
		line, err := calc.Measure(s, contract.contract(t, s), calc.Activity{Recorded: recorded})
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	e, err := calc.EffectOf(calc.Reconcile(s, calc.Practice{Code: casePractice}, lines), c.Given.Service, claimed)
	if err != nil {
		t.Fatal(err)
	}
	w := c.Want
	judgeNamed(t, "achievement", w.Achievement, e.Line.Highest().Achievement.CutPercent(2)+"%")
	judgeNamed(t, "achievement if all", w.AchievementIfAll, e.IfAll.Highest().Achievement.CutPercent(2)+"%")
	judgeNamed(t, "balance", w.Balance, e.Before.Balance.String())
	judgeNamed(t, "balance if all", w.BalanceIfAll, e.After.Balance.String())
	judgeNamed(t, "effect", w.Effect, e.Change.String())
	judgeNamed(t, "target at", w.TargetAt, reached(e.ToTarget))
	share := ""
	if e.ToShare != nil {
		share = reached(*e.ToShare)
	}
	judgeNamed(t, "share at", w.ShareAt, share)
	judgeNamed(t, "within", w.Within, yesNo(e.ToTarget.How == calc.ReachedAlready || e.ToTarget.How == calc.ReachedWithin))
	judgeNamed(t, "absorbed", w.Absorbed, yesNo(e.Absorbed()))
	judgeNamed(t, "expected", w.Expected, e.Expected.Exact())
	rate, _ := calc.Ratio(e.Others.Count, max(1, e.Others.Days))
	judgeNamed(t, "own rate", w.OwnRate, rate.Exact())
	judgeNamed(t, "recorded", w.Recorded, fmt.Sprint(e.Recorded))
	judgeNamed(t, "at own rate", w.AtOwnRate, e.AtOwnRate().Exact())
}

func reached(r calc.Reach) string {
	if r.How == calc.ReachedAlready || r.How == calc.ReachedNever {
		return string(r.How)
	}
	return fmt.Sprint(r.Count)
}

func yesNo(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}
