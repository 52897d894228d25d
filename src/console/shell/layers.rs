//! The stack of layers. The top one is asked first; Esc comes back to the one below, as it was left. Lists that were left are
//! kept aside, to be found again as they were.

use crate::console::action::Route;
use crate::console::screen::Screen;
use crate::console::screens;
use crate::domain::records::Id;

/// So many layers may lie on one another.
const DEEPEST: usize = 32;
/// So many lists that were left are kept.
const KEPT: usize = 12;

/// A screen with whether it must load before it is drawn.
pub(super) struct Layer {
    pub(super) screen: Box<dyn Screen>,
    pub(super) stale: bool,
}

/// The stack; never empty.
pub(super) struct Layers {
    bottom: Layer,
    above: Vec<Layer>,
    /// Lists that were left, under the page that each was opened as; the newest last.
    left: Vec<(Route, Box<dyn Screen>)>,
}

impl Layers {
    /// A stack with its page.
    pub(super) fn new(bottom: Box<dyn Screen>) -> Self {
        Self { bottom: Layer { screen: bottom, stale: true }, above: Vec::new(), left: Vec::new() }
    }

    pub(super) fn len(&self) -> usize {
        self.above.len() + 1
    }

    pub(super) fn top(&self) -> &dyn Screen {
        self.above.last().unwrap_or(&self.bottom).screen.as_ref()
    }

    pub(super) fn top_layer(&mut self) -> &mut Layer {
        self.above.last_mut().unwrap_or(&mut self.bottom)
    }

    pub(super) fn get(&mut self, at: usize) -> Option<&mut Layer> {
        if at == 0 { Some(&mut self.bottom) } else { self.above.get_mut(at - 1) }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Layer> {
        std::iter::once(&self.bottom).chain(&self.above)
    }

    pub(super) fn push(&mut self, screen: Box<dyn Screen>) {
        self.above.push(Layer { screen, stale: true });
    }

    /// Takes the top layer away; false when only the bottom is left.
    pub(super) fn pop(&mut self) -> bool {
        let layer = self.above.pop();
        let popped = layer.is_some();
        self.put_aside(layer);
        popped
    }

    /// What leaves the stack is kept, where it wants to be found again.
    fn put_aside(&mut self, layers: impl IntoIterator<Item = Layer>) {
        for mut layer in layers {
            let Some(route) = layer.screen.set_aside() else { continue };
            self.left.retain(|(known, _)| *known != route);
            self.left.push((route, layer.screen));
        }
        let spare = self.left.len().saturating_sub(KEPT);
        self.left.drain(..spare);
    }

    /// Forgets the lists that were left: somebody else works now.
    pub(super) fn forget_left(&mut self) {
        self.left.clear();
    }

    /// Takes a layer away, wherever it lies; the bottom stays.
    pub(super) fn remove(&mut self, at: usize) {
        if at > 0 && at <= self.above.len() {
            let layer = self.above.remove(at - 1);
            self.put_aside([layer]);
        }
    }

    /// Goes to a page that someone asked for by name: a list that was left before is there as it was left. What a count opens
    /// stands as it was counted, and comes by [`Self::go`].
    pub(super) fn go_again(&mut self, route: Route) {
        let on_stack = self.all().any(|layer| layer.screen.route() == Some(route));
        self.go(route);
        let kept = self.left.iter().position(|(known, _)| *known == route);
        if !on_stack && let Some(kept) = kept {
            self.top_layer().screen = self.left.remove(kept).1;
        }
    }

    /// Goes to a page: back to it when it lies on the stack already, else on top of the other pages. Overlays that lie on top
    /// are left. A record's page is opened anew, so that Esc leads back to where it was opened from.
    pub(super) fn go(&mut self, route: Route) {
        while self.above.last().is_some_and(|layer| layer.screen.is_overlay()) {
            self.above.pop();
        }
        let shown = |layer: &Layer| layer.screen.route() == Some(route);
        let open = self.above.iter().rposition(shown).map(|at| at + 1);
        let open = open.or_else(|| shown(&self.bottom).then_some(0));
        match open {
            Some(at) if !route.is_record() || at + 1 == self.len() => {
                let gone = self.above.split_off(at);
                self.put_aside(gone);
            }
            _ => self.push(screens::open(route)),
        }
        // Wandering from record to record must not fill the memory; the oldest pages are forgotten first.
        if self.len() > DEEPEST {
            self.above.remove(0);
        }
    }

    /// Where the visible layers begin: the topmost that is no overlay.
    pub(super) fn first_visible(&self) -> usize {
        self.above.iter().rposition(|layer| !layer.screen.is_overlay()).map_or(0, |at| at + 1)
    }

    /// This console has written: everything must be loaded before it is drawn again, and each layer hears of it.
    pub(super) fn wrote(&mut self, taken_back: Option<Id>) {
        self.all_stale();
        self.bottom.screen.wrote(taken_back);
        for layer in &mut self.above {
            layer.screen.wrote(taken_back);
        }
    }

    /// Everything must be loaded before it is drawn again.
    pub(super) fn all_stale(&mut self) {
        self.bottom.stale = true;
        for layer in &mut self.above {
            layer.stale = true;
        }
    }
}
