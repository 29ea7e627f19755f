package rulebook

import (
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yearend/calc"
)

// Words of a scheme file name its figures, as {advance.share}, and write none out,
// so that a figure which is changed is never contradicted by the words beside it.
// Words are the fields tagged so: what a rule says, why it is assumed and what a
// letter says of it, reasons and grounds, and the names of averaging methods.
var figureName = regexp.MustCompile(`\{([a-z_.]+)\}`)

// The words that are a literal by themselves: the months but for May, and numbers.
const (
	monthNames  = "January|February|March|April|June|July|August|September|October|November|December"
	numberWords = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|" +
		"twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred"
)

// literals are what the words of a scheme file may not write out beside a share, a
// sum and a day: a month, a year, a count, an invoice reference. "May" counts where
// it cannot be the verb, "one" not at all; nobody's balance is £0.00 by another figure.
var literals = regexp.MustCompile(`\b(?:` + monthNames + `)\b|` +
	`\b(?:of|in|by|to|from|until|for|and|mid|since|before|after)[ -]May\b|\bMay (?:and|to|20)\b|` +
	`\b20[0-9]{2}(?:/[0-9]{2})?\b|\bP[0-9]{1,2}\b|\b[0-9]+ (?:contract |working )?(?:months?|days?|weeks?|instalments?|payments?|averages|methods|services|exclusions)\b|` +
	`(?i:\b(?:` + numberWords + `)\b)`)

// literal are the words of which one is in each of them that has no digit. Most words
// have none, and looking for that first takes a hundredth of the time.
var literal = strings.Split(strings.ToLower(monthNames+"|"+numberWords), "|")

// mayBeLiteral reports whether words can have one in them.
func mayBeLiteral(words string) bool {
	apart := func(c rune) bool { return c < 'A' || c > 'z' || c > 'Z' && c < 'a' && c != '_' }
	return strings.ContainsAny(words, "0123456789") || slices.ContainsFunc(strings.FieldsFunc(words, apart), func(word string) bool {
		return word == "May" || slices.Contains(literal, strings.ToLower(word))
	})
}

// words puts the figures into all words of the file, and refuses what they write out.
func (r *reader) words(f *file, named map[string]string) {
	r.wordsIn(reflect.ValueOf(f).Elem(), "", named)
}

func (r *reader) wordsIn(v reflect.Value, key string, named map[string]string) {
	switch {
	case v.Kind() == reflect.Pointer && !v.IsNil():
		r.wordsIn(v.Elem(), key, named)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			r.wordsIn(v.Index(i), fmt.Sprintf("%s[%d]", key, i+1), named)
		}
	case v.Type() == reflect.TypeFor[method]():
		r.methodName(key, v.Addr().Interface().(*method), named)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			field, at := v.Type().Field(i), key
			if !field.Anonymous {
				at = strings.TrimPrefix(key+"."+keyOf(field), ".")
			}
			if field.Tag.Get("words") != "" {
				r.spellAll(at, v.Field(i).Addr().Interface(), named)
			} else {
				r.wordsIn(v.Field(i), at, named)
			}
		}
	}
}

// spellAll spells a field of words: one, or a list.
func (r *reader) spellAll(key string, words any, named map[string]string) {
	if one, single := words.(*string); single {
		r.spell(key, one, named)
		return
	}
	list := *words.(*[]string)
	for i := range list {
		r.spell(fmt.Sprintf("%s[%d]", key, i+1), &list[i], named)
	}
}

// spell puts the figures into words, and refuses those that name none of the file's,
// or write one out.
func (r *reader) spell(key string, words *string, named map[string]string) {
	one := func() string { return "one of {" + strings.Join(slices.Sorted(maps.Keys(named)), "}, {") + "}" }
	if said := r.writtenOut(figureName.ReplaceAllString(*words, "{}")); len(said) > 0 {
		r.fault(key, "it writes out %s, which would stay if a figure of this file changed: leave it out, or name the figure, %s", calc.And(said), one())
	}
	var unknown []string
	*words = figureName.ReplaceAllStringFunc(*words, func(name string) string {
		figure, known := named[strings.Trim(name, "{}")]
		if !known {
			unknown = append(unknown, name)
		}
		return figure
	})
	if len(unknown) > 0 {
		r.fault(key, "%s is no figure of this file that words can name: write %s", calc.And(unknown), one())
	}
}

// writtenOut are the figures that words write out. What a run keeps was judged when
// it was made, by the program that made it.
func (r *reader) writtenOut(words string) []string {
	if r.kept {
		return nil
	}
	var all []string
	for _, at := range calc.WrittenOut(words) {
		if said := words[at[0]:at[1]]; said != "£0.00" {
			all = append(all, said)
		}
	}
	if len(all) == 0 && mayBeLiteral(words) {
		all = literals.FindAllString(words, -1)
	}
	for i, said := range all {
		all[i] = strconv.Quote(said)
	}
	return all
}

// methodName spells the name of an averaging method, which may name its number of
// months as {months}, and refuses one that is the name of other months, or of
// another way to take them.
func (r *reader) methodName(key string, m *method, named map[string]string) {
	own := maps.Clone(named)
	taking, _ := r.averages.MonthsOf(m.Months) // it has been read
	if n := taking.Count(); n > 0 {
		own["months"] = calc.NumberWord(n)
	}
	r.spell(key+".name", &m.Name, own)
	if r.kept {
		return
	}
	word, _, _ := strings.Cut(m.Months, " ")
	mine := []string{word, m.Take}
	if taking.By == calc.ByShare {
		mine = append(mine, "best")
	}
	for _, other := range r.averages.Words() {
		if !slices.Contains(mine, other) && says(m.Name, other) {
			r.fault(key+".name", "it is named %q, and takes the %s of the months %s: name it by what it takes", m.Name, m.Take, m.Months)
			return
		}
	}
}

// says reports whether a method's name holds a word that a choice is written with;
// "all" is said as the full year.
func says(name, word string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, "-", " "))
	if word == "all" && (strings.Contains(name, "full year") || strings.Contains(name, "whole year")) {
		return true
	}
	return slices.Contains(strings.Fields(name), word)
}
