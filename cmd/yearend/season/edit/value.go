package edit

import (
	"fmt"
	"regexp"
	"strings"

	"gopkg.in/yaml.v3"
)

// value is what can be written into a YAML file: on one line.
type value interface {
	yaml() string
	plain() any // as a reader of YAML takes it
}

// text is a text, in quotation marks where it would otherwise mean something else.
type text string

// number is a whole number, or a day.
type bare string

// list and pairs are several values, with and without names.
type list []value

type pairs []pair

type pair struct {
	key   string
	value value
}

// harmless are texts that mean themselves wherever they stand.
var harmless = regexp.MustCompile(`^[\pL\pN/_][\pL\pN /_.()&+’–-]*$`)

func (t text) yaml() string {
	if harmless.MatchString(string(t)) && !strings.HasSuffix(string(t), " ") {
		var back any
		if err := yaml.Unmarshal([]byte(t), &back); err == nil && back == any(string(t)) {
			return string(t)
		}
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range string(t) {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0xa0 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func (b bare) yaml() string { return string(b) }

func (l list) yaml() string {
	var all []string
	for _, v := range l {
		all = append(all, v.yaml())
	}
	return "[" + strings.Join(all, ", ") + "]"
}

func (m pairs) yaml() string {
	var all []string
	for _, p := range m {
		all = append(all, text(p.key).yaml()+": "+p.value.yaml())
	}
	return "{" + strings.Join(all, ", ") + "}"
}

func (t text) plain() any { return string(t) }

func (b bare) plain() any {
	var v any
	if err := yaml.Unmarshal([]byte(b), &v); err != nil {
		return nil
	}
	return v
}

func (l list) plain() any {
	all := []any{}
	for _, v := range l {
		all = append(all, v.plain())
	}
	return all
}

func (m pairs) plain() any {
	all := map[string]any{}
	for _, p := range m {
		all[p.key] = p.value.plain()
	}
	return all
}

// inTree is what a path leads to in what a file means; nil where it leads nowhere.
func inTree(tree any, p trail) any {
	for _, step := range p {
		switch at := tree.(type) {
		case map[string]any:
			key, _ := step.(string)
			tree = at[key]
		case []any:
			i, ok := step.(int)
			if !ok || i < 0 || i >= len(at) {
				return nil
			}
			tree = at[i]
		default:
			return nil
		}
	}
	return tree
}

// setIn is a tree in which a path leads to a value.
func setIn(tree any, p trail, v any) any {
	if len(p) == 0 {
		return v
	}
	switch step := p[0].(type) {
	case string:
		now := map[string]any{}
		if old, ok := tree.(map[string]any); ok {
			for k, v := range old {
				now[k] = v
			}
		}
		now[step] = setIn(now[step], p[1:], v)
		return now
	case int:
		old, _ := tree.([]any)
		now := append([]any{}, old...)
		if step >= 0 && step < len(now) {
			now[step] = setIn(now[step], p[1:], v)
		}
		return now
	}
	return tree
}

// removeIn is a tree without what a path leads to.
func removeIn(tree any, p trail) any {
	last := len(p) - 1
	switch step := p[last].(type) {
	case string:
		now := map[string]any{}
		old, _ := inTree(tree, p[:last]).(map[string]any)
		for k, v := range old {
			if k != step {
				now[k] = v
			}
		}
		return setIn(tree, p[:last], now)
	case int:
		old, _ := inTree(tree, p[:last]).([]any)
		now := []any{}
		for i, v := range old {
			if i != step {
				now = append(now, v)
			}
		}
		return setIn(tree, p[:last], now)
	}
	return tree
}
