package page

import (
	"entente/evidence/lex"
	"entente/lazyregexp"
)

// IsBody reports whether one of the page's authors is a body (a ministry, an agency,
// an institute) and not a person: as the page's data say, else by what bodies are
// called. The name of a body is not taken apart.
func (p *Page) IsBody(author string) bool { return p.bodies[author] || isBody(author) }

// Authors parts a byline that names several; empty where it holds no name.
func Authors(byline string) []string { return splitAuthors(byline) }

// isBody tells a body by its name.
func isBody(name string) bool { return lex.IsBody(name) }

// jobTitle is what follows a name to say what its bearer does.
var jobTitle = lazyregexp.New(`(?i)(?:^|[\s-])(?:writers?|editors?|correspondents?|reporters?|journalists?|columnists?|contributors?|producers?|photographers?|fellows?|directors?|professors?|lecturers?|researchers?|analysts?|scholars?|experts?|advis[eo]rs?|counsel|chair(?:man|woman)?|president|minister|secretary|spokes(?:man|woman|person)|ambassador|chief|head|manager|officer|student|associate|phd|ph\.d\.?|md|esq|сотрудник\p{L}*|редактор\p{L}*|корреспондент\p{L}*|журналист\p{L}*|директор\p{L}*|профессор\p{L}*|эксперт\p{L}*|аналитик\p{L}*|советник\p{L}*|министр\p{L}*|обозревател\p{L}*|доктор\p{L}*|кандидат\p{L}*)(?:$|[\s,.])`)
