package letters

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"yearend/calc"
)

// factNames are the names of Facts of some kinds, each with its place in the
// order in which Facts lists them.
func factNames(kinds ...reflect.Kind) map[string]int {
	names := map[string]int{}
	for _, kind := range kinds {
		maps.Copy(names, factsByKind()[kind])
	}
	return names
}

var factsByKind = sync.OnceValue(func() map[reflect.Kind]map[string]int {
	byKind := map[reflect.Kind]map[string]int{reflect.String: {}, reflect.Bool: {}, reflect.Func: {}}
	for _, field := range reflect.VisibleFields(reflect.TypeFor[Facts]()) {
		byKind[field.Type.Kind()][field.Name] = field.Index[0]
	}
	return byKind
})

func inOrder(names map[string]int) []string {
	return slices.SortedFunc(maps.Keys(names), func(a, b string) int { return names[a] - names[b] })
}

// nearest are the names that a misspelt one may have meant, the nearest first.
func nearest(wrong string, names map[string]int) []string {
	const far = 3 // letters to change
	near := slices.DeleteFunc(inOrder(names), func(name string) bool { return wrong == "" || distance(wrong, name) > far })
	slices.SortStableFunc(near, func(a, b string) int { return distance(wrong, a) - distance(wrong, b) })
	return near[:min(len(near), 3)]
}

// distance is how many letters two names differ by, whatever their case.
func distance(a, b string) int { return calc.Slips(strings.ToLower(a), strings.ToLower(b)) }
