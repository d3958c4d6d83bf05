//! Measures of pictures: pixels to twips, and into the room there is.
//!
//! Points, half-points, eighths and EMU come from `vanban_theme::length`.

use vanban_theme::Twip;

/// Width and height in twips of a picture of so many pixels at a resolution in pixels an inch, made
/// smaller in proportion until it fits the room; never less than a twip.
pub(crate) fn picture_size(
    (width, height): (u32, u32),
    dpi: f32,
    (room_width, room_height): (Twip, Twip),
) -> (Twip, Twip) {
    let dpi = if dpi >= 1.0 { f64::from(dpi) } else { 96.0 };
    let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
    let (wide, high) = (width * 1440.0 / dpi, height * 1440.0 / dpi);
    let fit = |room: Twip, length: f64| f64::from(room.0.max(1)) / length;
    let scale = fit(room_width, wide).min(fit(room_height, high)).min(1.0);
    let twips = |length: f64| Twip(((length * scale).floor() as i32).max(1));
    (twips(wide), twips(high))
}

#[cfg(test)]
mod tests {
    use super::picture_size;
    use vanban_theme::Twip;

    #[test]
    fn a_picture_has_its_own_size_where_it_fits() {
        assert_eq!(picture_size((96, 48), 96.0, (Twip(9000), Twip(9000))), (Twip(1440), Twip(720)));
    }

    #[test]
    fn a_picture_shrinks_in_proportion_into_its_room() {
        let room = (Twip(1440), Twip(1440));
        assert_eq!(picture_size((960, 480), 96.0, room), (Twip(1440), Twip(720)));
        assert_eq!(picture_size((480, 960), 96.0, room), (Twip(720), Twip(1440)));
        assert_eq!(picture_size((10_000, 0), 0.0, room).1, Twip(1));
    }
}
