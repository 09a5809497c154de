//! Keyset pages: `after` is the place where the last page ended, never an offset.

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// 1 to 200.
    pub limit: u32,
    /// `next` of the page before; a place that cannot be read is followed by nothing.
    pub after: Option<String>,
}

impl Default for PageRequest {
    fn default() -> Self {
        PageRequest { limit: 50, after: None }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<String>,
}

impl PageRequest {
    /// Rows to ask for: one more than the page holds shows whether another follows.
    pub(crate) fn fetch(&self) -> i64 {
        i64::from(self.limit.clamp(1, 200)) + 1
    }
}

impl<T> Page<T> {
    pub(crate) const fn empty() -> Self {
        Page { items: Vec::new(), next: None }
    }

    pub(crate) fn cut(mut items: Vec<T>, request: &PageRequest, place: impl Fn(&T) -> String) -> Self {
        let full = usize::try_from(request.fetch() - 1).unwrap_or(usize::MAX);
        let more = items.len() > full;
        items.truncate(full);
        let next = items.last().filter(|_| more).map(place);
        Page { items, next }
    }
}
