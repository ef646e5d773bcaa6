package bib

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/lazyregexp"
)

// accents maps the accent commands of LaTeX to combining marks.
var accents = map[string]string{
	"'": "\u0301", "`": "\u0300", "^": "\u0302", `"`: "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
	"u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331", "t": "\u0361",
}

// signs maps commands to the signs they print.
var signs = map[string]string{
	"ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
	"aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "S": "§",
	"P": "¶", "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "pounds": "£",
	"textsterling": "£", "euro": "€", "texteuro": "€", "textyen": "¥", "textdegree": "°", "degree": "°", "dots": "…", "ldots": "…",
	"textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
	"textquotedblleft": "“", "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»", "textbackslash": "\\",
	"textasciitilde": "~", "textasciicircum": "^", "textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">",
	"textperiodcentered": "·", "cdot": "·", "times": "×", "TeX": "TeX", "LaTeX": "LaTeX", "slash": "/", "space": " ", "quad": " ",
	"textquotesingle": "'", "textquotedbl": `"`, "quotesinglbase": "‚", "quotedblbase": "„", "guilsinglleft": "‹", "guilsinglright": "›",
	"glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "lq": "‘", "rq": "’", "textasciigrave": "`", "textasciiacute": "´",
	"textexclamdown": "¡", "textquestiondown": "¿", "textsection": "§", "textparagraph": "¶", "textbullet": "•", "textnumero": "№",
	"textdollar": "$", "textcent": "¢", "textwon": "₩", "textlira": "₤", "textrouble": "₽", "textpm": "±", "pm": "±", "texttimes": "×", "textdiv": "÷", "div": "÷",
	"textmu": "µ", "textohm": "Ω", "textcelsius": "℃", "textperthousand": "‰", "textonehalf": "½", "textonequarter": "¼", "textthreequarters": "¾",
	"textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textordfeminine": "ª", "textordmasculine": "º",
	"textbraceleft": "{", "textbraceright": "}", "textasteriskcentered": "*", "textdagger": "†", "dag": "†", "ddag": "‡", "textrightarrow": "→", "textleftarrow": "←",
	"rightarrow": "→", "to": "→", "leftarrow": "←", "leftrightarrow": "↔", "infty": "∞", "approx": "≈", "sim": "∼", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥",
	"neq": "≠", "ne": "≠", "ll": "≪", "gg": "≫", "circ": "°", "prime": "′", "ast": "*", "cdots": "⋯", "textvisiblespace": " ", "qquad": " ", "thinspace": " ", "nobreakspace": " ",
	"ng": "ŋ", "NG": "Ŋ", "textservicemark": "℠", "textasciimacron": "¯", "hyphen": "-",
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ", "iota": "ι", "kappa": "κ",
	"lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
	"Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
	"&": "&", "%": "%", "_": "_", "$": "$", "#": "#", "{": "{", "}": "}", " ": " ", ",": " ", ";": " ", ":": " ", "\\": " ",
	"-": "", "/": "", "@": "", "!": "", "\n": " ", "\t": " ",
}

// silent are commands that change only how the text looks, with the braces that
// follow left to be read as text.
var silent = map[string]bool{
	"emph": true, "textit": true, "textbf": true, "textsc": true, "textrm": true, "textsf": true, "texttt": true, "textup": true,
	"textsl": true, "textmd": true, "textnormal": true, "underline": true, "mathrm": true, "mathit": true, "mathbf": true,
	"mbox": true, "hbox": true, "text": true, "textcyrillic": true, "foreign": true, "mkbibemph": true, "mkbibitalic": true,
	"url": true, "nolinkurl": true, "left": true, "right": true, "displaystyle": true, "operatorname": true, "ce": true, "texorpdfstring": true, "path": true, "NoCaseChange": true, "ensuremath": true,
	"it": true, "bf": true, "sc": true, "rm": true, "sf": true, "tt": true, "em": true, "sl": true, "itshape": true,
	"bfseries": true, "scshape": true, "upshape": true, "slshape": true, "rmfamily": true, "sffamily": true, "ttfamily": true,
	"normalfont": true, "small": true, "large": true, "footnotesize": true, "relax": true, "protect": true, "noindent": true,
	"newblock": true, "selectfont": true, "bibstring": true,
}

// hidden are commands whose first argument prints nothing.
var hidden = map[string]bool{
	"noopsort": true, "noop": true, "SortNoop": true, "href": true, "foreignlanguage": true, "textcolor": true, "label": true, "index": true,
}

// unlatex turns LaTeX into plain text on one line. A command that is not known
// keeps the text of its argument, and its own name where it has none.
func unlatex(s string) string {
	if strings.ContainsAny(s, "\\{}$~`'-<>") {
		l := latex{s: s}
		s = l.text(0, false)
		s = norm.NFC.String(s)
	}
	return unescape(clean(s))
}

// unescape turns entities of HTML, which exporters leave in, into their signs.
func unescape(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	return entity.ReplaceAllStringFunc(s, html.UnescapeString)
}

var entity = lazyregexp.New(`&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});`)

// clean puts text on one line and takes control characters out of it.
func clean(s string) string {
	if strings.ContainsFunc(s, unicode.IsControl) {
		s = strings.Map(func(c rune) rune {
			if unicode.IsControl(c) && !unicode.IsSpace(c) {
				return -1
			}
			return c
		}, s)
	}
	return strings.Join(strings.Fields(s), " ")
}

type latex struct {
	s    string
	at   int
	math bool // between dollar signs
	// quoted is that a single quotation mark was opened.
	quoted bool
}

// text reads up to the end, or to the brace that closes a group.
func (l *latex) text(depth int, group bool) string {
	var b strings.Builder
	for l.at < len(l.s) {
		rest := l.s[l.at:]
		switch rest[0] {
		case '}':
			l.at++
			if group {
				return b.String()
			}
		case '{':
			l.at++
			if depth <= maxDepth+2 {
				b.WriteString(l.text(depth+1, true))
			}
		case '\\':
			b.WriteString(l.command(depth))
		case '$':
			l.at++
			l.math = !l.math
		case '_', '^':
			l.at++
			if !l.math || depth > maxDepth {
				b.WriteByte(rest[0])
				continue
			}
			b.WriteString(raised(l.argument(depth+1), rest[0] == '^'))
		case '~':
			l.at++
			b.WriteByte(' ')
		default:
			n := 1
			out := rest[:1]
			switch next, _ := utf8.DecodeRuneInString(rest[1:]); {
			case out == "`" && strings.Contains(rest[1:], "'"):
				out = "‘"
				l.quoted = true
			case out == "'" && l.quoted && !unicode.IsLetter(next):
				out = "’"
				l.quoted = false
			}
			for _, lig := range [...][2]string{{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"<<", "«"}, {">>", "»"}} {
				if strings.HasPrefix(rest, lig[0]) {
					n, out = len(lig[0]), lig[1]
					break
				}
			}
			b.WriteString(out)
			l.at += n
		}
	}
	return b.String()
}

// command reads a command, the backslash being at l.at.
func (l *latex) command(depth int) string {
	l.at++
	if l.at >= len(l.s) {
		return "\\"
	}
	from := l.at
	for l.at < len(l.s) && isLetter(l.s[l.at]) {
		l.at++
	}
	wordy := l.at > from
	if !wordy {
		_, n := utf8.DecodeRuneInString(l.s[l.at:])
		l.at += n
	}
	name := l.s[from:l.at]
	if wordy {
		l.blanks()
	}
	if depth > maxDepth {
		return name
	}
	switch mark, accent := accents[name]; {
	case accent:
		return accented(l.argument(depth+1), mark)
	case signs[name] != "" || !wordy:
		if s, ok := signs[name]; ok {
			return s
		}
		return name
	case silent[name]:
		return ""
	case hidden[name]:
		l.argument(depth + 1)
		return ""
	case name == "textsubscript" || name == "textsuperscript":
		return raised(l.argument(depth+1), name == "textsuperscript")
	case name == "enquote" || name == "mkbibquote":
		return "“" + l.argument(depth+1) + "”"
	case l.at < len(l.s) && l.s[l.at] == '{':
		return l.argument(depth + 1)
	}
	return "\\" + name
}

// argument reads a group, a command or one letter.
func (l *latex) argument(depth int) string {
	l.blanks()
	if l.at >= len(l.s) {
		return ""
	}
	switch l.s[l.at] {
	case '{':
		l.at++
		return l.text(depth, true)
	case '}':
		return ""
	case '\\':
		return l.command(depth)
	}
	_, n := utf8.DecodeRuneInString(l.s[l.at:])
	l.at += n
	return l.s[l.at-n : l.at]
}

// raised sets figures and signs above or below the line, where all of them can
// be; other text stays on it.
func raised(s string, up bool) string {
	const plain, above, below = "0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
	to := []rune(below)
	if up {
		to = []rune(above)
	}
	var b strings.Builder
	for _, c := range s {
		i := strings.IndexRune(plain, c)
		if i < 0 {
			return s
		}
		b.WriteRune(to[i])
	}
	return b.String()
}

func (l *latex) blanks() {
	for l.at < len(l.s) && isSpace(l.s[l.at]) {
		l.at++
	}
}

// accented sets a mark on the first letter of s. Of two marks that one stands nearer with
// which they are one letter.
func accented(s, mark string) string {
	c, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	head, rest := s[:n], s[n:]
	switch c {
	case 'ı':
		head = "i"
	case 'ȷ':
		head = "j"
	}
	marks := strings.IndexFunc(rest, func(c rune) bool { return !unicode.Is(unicode.Mn, c) })
	if marks < 0 {
		marks = len(rest)
	}
	outer, inner := head+rest[:marks]+mark, head+mark+rest[:marks]
	if utf8.RuneCountInString(norm.NFC.String(inner)) < utf8.RuneCountInString(norm.NFC.String(outer)) {
		outer = inner
	}
	return outer + rest[marks:]
}

// verbatim gives an address as it is written, without the braces and escapes
// that LaTeX wants.
func verbatim(s string) string {
	s = strings.TrimSpace(s)
	if rest, ok := strings.CutPrefix(s, `\url{`); ok {
		s = strings.TrimSuffix(rest, "}")
	}
	s = escapes.Replace(s)
	return strings.Join(strings.Fields(s), "")
}

var escapes = strings.NewReplacer(`\%`, "%", `\_`, "_", `\&`, "&", `\#`, "#", `\~{}`, "~", `\textasciitilde{}`, "~",
	`\textasciitilde`, "~", `\$`, "$", "{", "", "}", "")
