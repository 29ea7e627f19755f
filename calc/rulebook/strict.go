package rulebook

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"
)

// Decode reads one YAML document strictly: an unknown key, a repeated key, an
// anchor or alias, and a second document are errors with file, line and
// column, all of them at once. A struct field tagged `short:"true"` is what a
// plain value in the struct's place stands for.
func Decode(file string, data []byte, into any) error {
	if len(data) > sizeLimit {
		return fmt.Errorf("%s is larger than 1 MB, which no file of its kind is", file)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	var document yaml.Node
	switch err := decoder.Decode(&document); {
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%s is empty", file)
	case err != nil:
		if saved := misread(file, data); saved != nil {
			return saved
		}
		return fmt.Errorf("%s: %w", file, err)
	}
	root := document.Content[0]
	c := checker{file: file}
	c.check(root, reflect.TypeOf(into).Elem())
	c.alone(decoder)
	if err := errors.Join(c.faults...); err != nil {
		return err
	}
	if err := root.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// sizeLimit bounds a project or scheme file.
const sizeLimit = 1 << 20

type checker struct {
	file   string
	faults []error
}

func (c *checker) fault(n *yaml.Node, format string, args ...any) {
	place := fmt.Sprintf("%s:%d:%d: ", c.file, n.Line, n.Column)
	c.faults = append(c.faults, fmt.Errorf(place+format, args...))
}

// alone looks for a second document, which the decoder would pass over in silence.
func (c *checker) alone(decoder *yaml.Decoder) {
	var second yaml.Node
	switch err := decoder.Decode(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		c.faults = append(c.faults, fmt.Errorf("%s: %w", c.file, err))
	default:
		c.fault(&second, "a second document begins here: only one is allowed")
	}
}

func (c *checker) check(n *yaml.Node, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if n.Anchor != "" || n.Kind == yaml.AliasNode {
		c.fault(n, "anchors and aliases are not allowed: write the value out")
		return
	}
	if t.Kind() == reflect.Struct {
		expandShort(n, t)
	}
	switch {
	case n.Kind == yaml.MappingNode:
		c.mapping(n, t)
	case n.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice:
		for _, item := range n.Content {
			if item.Tag == "!!null" {
				c.fault(item, "an entry without a value")
			}
			c.check(item, t.Elem())
		}
	case n.Tag == "!!null": // as if the key were not there
	case kindOf(t) != n.Kind:
		c.fault(n, "%s is expected here", kindNames[kindOf(t)])
	case n.Kind == yaml.ScalarNode:
		c.scalar(n, t)
	}
}

// scalar sees that a plain value is one of its type.
func (c *checker) scalar(n *yaml.Node, t reflect.Type) {
	if becameSign(n) {
		c.fault(n, "%q: \\ was read with the letter behind it as one sign: %s", shortened(n.Value), remedyForPaths)
		return
	}
	var err error
	what := ""
	switch t.Kind() {
	case reflect.Int, reflect.Int64:
		what = "a whole number"
		_, err = strconv.ParseInt(n.Value, 10, 64)
	case reflect.Bool:
		what = "true or false"
		_, err = strconv.ParseBool(n.Value)
	}
	if err != nil {
		c.fault(n, "%s is expected here, not %q", what, shortened(n.Value))
	}
}

// shortened is enough of a value to know it by.
func shortened(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

func (c *checker) mapping(n *yaml.Node, t reflect.Type) {
	if kindOf(t) != yaml.MappingNode {
		c.fault(n, "%s is expected here", kindNames[kindOf(t)])
		return
	}
	var known map[string]reflect.StructField
	if t.Kind() == reflect.Struct {
		known = keysOf(t)
	}
	var seen []string
	for i := 0; i < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if slices.Contains(seen, key.Value) {
			c.fault(key, "the key %q stands here twice", shortened(key.Value))
		}
		seen = append(seen, key.Value)
		if t.Kind() == reflect.Map {
			c.check(value, t.Elem())
			continue
		}
		if field, ok := known[key.Value]; ok {
			c.check(value, field.Type)
		} else {
			c.fault(key, "unknown key %q: known here are %s", shortened(key.Value), names(known))
		}
	}
}

// expandShort turns a plain value into the mapping it stands for.
func expandShort(n *yaml.Node, t reflect.Type) {
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Tag.Get("short") == "true" && n.Kind == yaml.ScalarNode {
			value := *n
			key := yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: keyOf(field), Line: n.Line, Column: n.Column}
			*n = yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Line: n.Line, Column: n.Column, Content: []*yaml.Node{&key, &value}}
		}
	}
}

// keysOf is every key that a struct knows, those of embedded structs included.
func keysOf(t reflect.Type) map[string]reflect.StructField {
	known := map[string]reflect.StructField{}
	for i := range t.NumField() {
		field := t.Field(i)
		if field.Anonymous {
			for key, inner := range keysOf(field.Type) {
				known[key] = inner
			}
			continue
		}
		if field.IsExported() {
			known[keyOf(field)] = field
		}
	}
	return known
}

func keyOf(field reflect.StructField) string {
	if key, _, _ := strings.Cut(field.Tag.Get("yaml"), ","); key != "" {
		return key
	}
	return strings.ToLower(field.Name)
}

func names(known map[string]reflect.StructField) string {
	var keys []string
	for key := range known {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return strings.Join(keys, ", ")
}

func kindOf(t reflect.Type) yaml.Kind {
	switch t.Kind() {
	case reflect.Struct, reflect.Map:
		return yaml.MappingNode
	case reflect.Slice:
		return yaml.SequenceNode
	}
	return yaml.ScalarNode
}

var kindNames = map[yaml.Kind]string{
	yaml.MappingNode:  "a set of keys",
	yaml.SequenceNode: "a list",
	yaml.ScalarNode:   "a plain value",
}
