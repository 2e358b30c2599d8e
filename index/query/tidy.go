package query

import "strings"

// maxParens bounds how deep parentheses go, and with them the parser's stack. It
// is more than any tree of MaxDepth needs when it is printed: one for each level,
// and a few for the Near, the Or and the AtLeast that come below.
const maxParens = MaxDepth + 10

// tidy takes out, with a note, every token that has no meaning where it stands:
// operators that lack a side, parentheses without partner or content. What it
// returns follows the grammar of parser exactly.
type tidy struct {
	text    string
	notes   *notes
	out     []token
	open    []int // places in out of the parentheses that are open
	skipped int   // open parentheses that were left out because they are too deep
	deep    bool  // the note about depth was given
}

func (t *tidy) run(tokens []token) []token {
	t.out = make([]token, 0, len(tokens))
	for _, tk := range tokens {
		t.add(tk)
	}
	if len(t.open) > 0 {
		at := t.out[t.open[0]].at
		t.notes.add(at, at+1, "parenthesis is not closed; taken as closed at the end")
	}
	for len(t.open) > 0 {
		end := len(t.text)
		t.close(token{kind: closeToken, at: end, end: end})
	}
	t.strip(0)
	if len(t.out) == 0 {
		return t.operatorsAsWords(tokens)
	}
	return t.out
}

func (t *tidy) add(tk token) {
	last, some := t.last()
	complete := some && last.isOperand()
	isValue := tk.kind == wordToken || tk.kind == phraseToken || tk.kind == openToken || tk.kind == atLeastToken
	if some && last.kind == fieldToken && !isValue {
		t.strip(len(t.out) - 1)
		complete = true
	}
	switch {
	case tk.isBinary() && !complete:
		t.notes.add(tk.at, tk.end, "%s has nothing before it and is no operator here", short(tk.text))
	case tk.kind == openToken:
		t.openGroup(tk)
	case tk.kind == closeToken:
		t.closeGroup(tk)
	default:
		t.out = append(t.out, tk)
	}
}

func (t *tidy) last() (token, bool) {
	if len(t.out) == 0 {
		return token{}, false
	}
	return t.out[len(t.out)-1], true
}

func (t *tidy) openGroup(tk token) {
	if len(t.open) < maxParens {
		t.open = append(t.open, len(t.out))
		t.out = append(t.out, tk)
		return
	}
	t.skipped++
	if !t.deep {
		t.deep = true
		t.notes.add(tk.at, tk.end, "parentheses are nested too deep; those inside are left out")
	}
	t.dropPrefixes(false)
}

func (t *tidy) closeGroup(tk token) {
	switch {
	case t.skipped > 0:
		t.skipped--
	case len(t.open) == 0:
		t.notes.add(tk.at, tk.end, "parenthesis closes nothing and is left out")
	default:
		t.close(tk)
	}
}

// close ends the innermost group, and takes it out if it holds nothing.
func (t *tidy) close(tk token) {
	start := t.open[len(t.open)-1]
	t.open = t.open[:len(t.open)-1]
	t.strip(start + 1)
	if len(t.out) > start+1 {
		t.out = append(t.out, tk)
		return
	}
	if tk.at < tk.end { // else the note says already that it is not closed
		t.notes.add(t.out[start].at, tk.end, "no word between the parentheses; left out")
	}
	t.out = t.out[:start]
	t.dropPrefixes(true)
}

// dropPrefixes takes out what belonged to a group that is gone: its field and
// count, and, when its words are gone too, its NOT.
func (t *tidy) dropPrefixes(not bool) {
	for {
		last, some := t.last()
		if !some || !last.isPrefix() || last.kind == notToken && !not {
			return
		}
		t.out = t.out[:len(t.out)-1]
	}
}

// strip takes off the end, but not below from, the operators that lack what
// should follow. A field without value becomes a plain word.
func (t *tidy) strip(from int) {
	for len(t.out) > from {
		i := len(t.out) - 1
		last := t.out[i]
		switch {
		case last.isOperand():
			return
		case last.kind == fieldToken:
			noValue(t.notes, last.field, last.at, last.end)
			t.out[i] = token{kind: wordToken, at: last.at, end: last.end, text: last.text, literal: true}
			return
		}
		t.notes.add(last.at, last.end, "%s has nothing after it and is no operator here", short(last.text))
		t.out = t.out[:i]
	}
}

// operatorsAsWords reads a query of nothing but operators as the words they are
// in small letters.
func (t *tidy) operatorsAsWords(tokens []token) []token {
	for _, tk := range tokens {
		if (tk.isBinary() || tk.kind == notToken) && hasLetter(tk.text) {
			t.out = append(t.out, token{kind: wordToken, at: tk.at, end: tk.end, text: strings.ToLower(tk.text), literal: true})
		}
	}
	return t.out
}
