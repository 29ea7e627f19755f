package post

import (
	"regexp"
	"slices"
	"strings"
)

// The account is refused, and not the practice, where the server will take no
// letter from us whoever it is for: another practice's would fare no better, and
// each try makes it worse. What Exchange Online and the others answer then:
//
//	5.1.8            the sender is blocked for having sent spam
//	5.1.90           the day's limit of recipients is reached
//	5.2.252          the account may not send as this sender
//	5.7.x            security and policy: 5.7.57 not signed in, 5.7.60 not as this sender,
//	                 5.7.5xx and 5.7.7xx the sender, its addresses or its tenant are blocked
//	5.2.x, quota     the account's own quota of messages; the words say whose it is
//
// They may come after the sender, the mailbox or the whole message.
var accountCodes = []string{"5.1.8", "5.1.90", "5.2.252"}

// mailboxCodes are of 5.7.x those of a mailbox that takes letters only from some,
// which is the practice's own affair.
var mailboxCodes = []string{"5.7.124", "5.7.129", "5.7.133", "5.7.134", "5.7.135", "5.7.136"}

// accountWords stand in refusals of the account that carry a code of something else.
var accountWords = []string{"submissionquotaexceeded", "sendasdenied", "outboundspam", "bad outbound sender", "sending limit", "recipients limit", "quota exceeded for sender"}

var enhanced = regexp.MustCompile(`\b5\.\d{1,3}\.\d{1,3}\b`)

// account reports whether the server refuses the account that sends, or whom the
// letters come from: that is no letter's fault, and all of them stay owed.
func (a Answer) account() bool {
	if a.Code/100 != 5 {
		return false
	}
	if a.Step == StepSender {
		return true
	}
	code, words := enhanced.FindString(a.Words), strings.ToLower(a.Words)
	if slices.Contains(mailboxCodes, code) {
		return false
	}
	return slices.Contains(accountCodes, code) || strings.HasPrefix(code, "5.7.") ||
		slices.ContainsFunc(accountWords, func(w string) bool { return strings.Contains(words, w) })
}
