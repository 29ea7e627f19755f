package pdf

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"

	"yearend/letters/pdf/readback"
)

// slack is what may be between two ways to measure the same words, in points.
const slack = 0.5

// checkEdges sees that nothing leaves its page's margins, and that every code is
// a character.
func checkEdges(doc *readback.Document) error {
	const edgeLeft, edgeRight = left/pointsMM - slack, (left+width)/pointsMM + slack
	const body, sheetBottom, sheetTop = bottom/pointsMM - slack, 5 / pointsMM, (pageHeight - 5) / pointsMM
	for _, box := range doc.Words {
		lowest := body
		if box.Beside {
			lowest = sheetBottom
		}
		if box.Left < edgeLeft || box.Right > edgeRight || box.Bottom < lowest || box.Top > sheetTop {
			return fmt.Errorf("%q runs over the edge of page %d", box.Words, box.Page)
		}
		if strings.ContainsRune(box.Words, utf8.RuneError) {
			return fmt.Errorf("%q on page %d has a character that cannot be read", box.Words, box.Page)
		}
	}
	for _, box := range doc.Fills {
		if box.Left < edgeLeft || box.Right > edgeRight || box.Bottom < sheetBottom || box.Top > sheetTop {
			return fmt.Errorf("a picture or rule runs over the edge of page %d", box.Page)
		}
	}
	return nil
}

// shelf is the height of the strips into which a page is cut to find its words'
// neighbours, in points; no two lines of a letter are as near as that.
const shelf = 4.0

// checkCollisions sees that no words stand upon others.
func checkCollisions(words []readback.Box) error {
	strips := int(math.Ceil(pageHeight/pointsMM/shelf)) + 4
	heads := make([]int32, strips*(mostPages+mostAnnex+1)) // the last words of each strip, counted from 1
	next := make([]int32, len(words)+1)                    // the words before them in the same strip
	for i := range words {
		box := &words[i]
		strip := box.Page*strips + 1 + int(box.Bottom/shelf)
		for s := strip - 1; s <= strip+1; s++ {
			for at := heads[s-strips]; at > 0; at = next[at] {
				if collide(box, &words[at-1]) {
					return fmt.Errorf("%q and %q stand upon each other on page %d", words[at-1].Words, box.Words, box.Page)
				}
			}
		}
		next[i+1] = heads[strip-strips]
		heads[strip-strips] = int32(i + 1)
	}
	return nil
}

func collide(a, b *readback.Box) bool {
	apart := a.Bottom - b.Bottom
	return a.Page == b.Page && apart < shelf && apart > -shelf && a.Left < b.Right-slack && b.Left < a.Right-slack
}
