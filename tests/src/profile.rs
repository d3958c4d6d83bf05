//! A colour profile of a press that prints with four inks (ICC.1:2001-04), made of numbers: tables of two
//! points a side from L, a and b to inks and back. No real press is like it.

/// The bytes of the profile.
#[must_use]
pub fn of_four_inks() -> Vec<u8> {
    let mut about = b"desc\0\0\0\0\0\0\0\x06Press\0".to_vec();
    about.resize(104, 0);
    let white = [b"XYZ \0\0\0\0".to_vec(), fixed(&[63190, 65536, 54061])].concat();
    let (to, from) = (table(4, 3), table(3, 4));
    let tags: [(&[u8; 4], &Vec<u8>); 8] = [
        (b"desc", &about),
        (b"wtpt", &white),
        (b"A2B0", &to),
        (b"A2B1", &to),
        (b"A2B2", &to),
        (b"B2A0", &from),
        (b"B2A1", &from),
        (b"B2A2", &from),
    ];
    let word = |number: usize| u32::try_from(number).expect("a small file").to_be_bytes();
    let start = 128 + 4 + tags.len() * 12;
    let (mut index, mut parts) = (word(tags.len()).to_vec(), Vec::new());
    for (tag, part) in tags {
        index.extend(tag);
        index.extend(word(start + parts.len()));
        index.extend(word(part.len()));
        parts.extend(part);
    }
    let mut file = word(start + parts.len()).to_vec();
    file.extend(b"\0\0\0\0\x02\x40\0\0prtrCMYKLab ");
    file.extend([2004_u16, 1, 1, 0, 0, 0].iter().flat_map(|part| part.to_be_bytes()));
    file.extend(b"acsp");
    file.resize(68, 0);
    file.extend(fixed(&[63190, 65536, 54061]));
    file.resize(128, 0);
    [file, index, parts].concat()
}

fn fixed(numbers: &[i32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
}

/// A table (`mft1`) between so many channels; straight curves before and behind it.
fn table(inputs: u8, outputs: u8) -> Vec<u8> {
    let mut part = b"mft1\0\0\0\0".to_vec();
    part.extend([inputs, outputs, 2, 0]);
    part.extend(fixed(&[65536, 0, 0, 0, 65536, 0, 0, 0, 65536]));
    (0..inputs).for_each(|_| part.extend(0..=255_u8));
    for point in 0..1_usize << inputs {
        let high = |bit: u8| if point >> (inputs - 1 - bit) & 1 == 1 { 255 } else { 0 };
        part.extend((0..outputs).map(|out| 255 - high(out.min(inputs - 1))));
    }
    (0..outputs).for_each(|_| part.extend(0..=255_u8));
    part.resize(part.len().next_multiple_of(4), 0);
    part
}
