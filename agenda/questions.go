package agenda

// offer sets the questions that would test each initiative which is ready or which
// somebody has promised, and has not been delivered.
func (b *builder) offer(all []*Initiative) {
	for _, i := range all {
		if i.Verdict == Delivered || i.Verdict != Ready && (i.Delivery == nil || i.Delivery.IfPromised) {
			continue
		}
		i.Questions = b.promises.Offer(i.Doc, b.world.targetOf(i.Doc), b.day)
	}
}
