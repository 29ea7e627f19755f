package rulebook

// file is a scheme file as it is written. Every rule in it carries its right
// to stand there: see rule.
type file struct {
	Scheme   string
	Short    string
	Title    string
	Year     string
	Document document
	Words    string

	Services    servicesRule
	Excluded    []excludedRule
	Period      periodRule
	Coding      codingRule
	Late        rule
	Methods     methodsRule
	Choice      choiceRule
	PerService  scopeRule `yaml:"choice_scope"`
	Weights     weightsRule
	Projection  *projectionRule
	Earned      rule
	Cap         capRule
	CapScope    scopeRule `yaml:"cap_scope"`
	Rounding    roundingRule
	NoTarget    rule `yaml:"no_target"`
	Advance     advanceRule
	Instalments rule // only with an advance share
	Schedule    []scheduleRule
	OffShare    rule `yaml:"off_share"`
	Pay         payRule
	Recoup      rule
	Plan        *rule // absent where the scheme offers no payment plan
	AboveCap    rule  `yaml:"above_cap"`

	Letter     letterRule
	Mitigation mitigationRule
	Form       formRule
	FormEarly  *rule `yaml:"form_early"` // absent where the scheme does not say on which day it opens early
	Refused    groundsRule
	Exceptions []exceptionRule
	Panel      panelRule
	Earlier    earlierRule
	Statements []rule
}

type document struct{ Code, Title string }

// rule is what every entry has: an id, what it says without its figures, and
// either the source or the assumption that it stands on.
type rule struct {
	ID         string
	Says       string `words:"yes"`
	Source     *source
	Assumption *assumption
}

type source struct{ Document, Heading string }

type assumption struct {
	Why        string `words:"yes"`
	Ask        string
	MovesMoney bool   `yaml:"moves_money"`
	Letter     string `words:"yes"` // what a letter says of it: We have …
	Confirmed  *confirmed
}

type confirmed struct{ By, On string }

type service struct {
	Code, Name, Unit string
	Aliases          []string
}

type servicesRule struct {
	rule `yaml:",inline"`
	List []service
}

type excludedRule struct {
	rule    `yaml:",inline"`
	Service service
	Reason  string `words:"yes"`
}

type periodRule struct {
	rule     `yaml:",inline"`
	From, To string
}

type codingRule struct {
	rule `yaml:",inline"`
	By   string
}

type methodsRule struct {
	rule `yaml:",inline"`
	List []method
}

type method struct{ ID, Name, Months, Take string }

type choiceRule struct {
	rule `yaml:",inline"`
	Take string
}

type scopeRule struct {
	rule `yaml:",inline"`
	Per  string
}

type weightsRule struct {
	rule        `yaml:",inline"`
	WorkingDays []int64 `yaml:"working_days"`
}

type capRule struct {
	rule  `yaml:",inline"`
	Share string
}

type roundingRule struct {
	rule   `yaml:",inline"`
	Half   string
	Places int
	Per    string
}

type advanceRule struct {
	rule        `yaml:",inline"`
	Share       string
	Instalments int
	Payments    int
}

type payRule struct {
	rule `yaml:",inline"`
	Run  string
}

type letterRule struct {
	rule `yaml:",inline"`
	Kind string
	By   string
}

type mitigationRule struct {
	rule `yaml:",inline"`
	When string
}

type formRule struct {
	rule          `yaml:",inline"`
	Opens, Closes string
}

type groundsRule struct {
	rule `yaml:",inline"`
	List []string `words:"yes"`
}

type exceptionRule struct {
	rule   `yaml:",inline"`
	Ground string `words:"yes"`
}

type panelRule struct {
	rule      `yaml:",inline"`
	Week      string
	OutcomeBy string `yaml:"outcome_by"`
}

type earlierRule struct {
	rule `yaml:",inline"`
	In   string
}
