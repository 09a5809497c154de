//! The moods that a video can have.

use super::Family;

pub const FAMILIES: &[Family] = &[
    Family {
        name: "amber",
        words: "honey bee beer bread cheese autumn egypt desert gold wheat lion history ancient pyramid wood",
        from: (29.0, 0.97, 0.47),
        to: (17.0, 0.92, 0.38),
        accent: (50.0, 1.00, 0.74),
        drift: 4.0,
    },
    Family {
        name: "ocean",
        words: "ocean sea water whale fish shark dolphin river rain ice arctic ship titanic swim beach island sky \
            cloud winter snow",
        from: (199.0, 0.95, 0.45),
        to: (224.0, 0.76, 0.38),
        accent: (48.0, 1.00, 0.70),
        drift: 10.0,
    },
    Family {
        name: "forest",
        words: "forest tree plant leaf garden nature climate animal jungle farm green tea frog seed vegetable wolf \
            bear",
        from: (150.0, 0.85, 0.38),
        to: (168.0, 0.85, 0.25),
        accent: (58.0, 1.00, 0.70),
        drift: 10.0,
    },
    Family {
        name: "finance",
        words: "money bank stock invest investing finance economy inflation tax debt interest saving budget market \
            dollar bitcoin crypto rich fund price business",
        from: (162.0, 0.90, 0.36),
        to: (200.0, 0.90, 0.30),
        accent: (48.0, 1.00, 0.70),
        drift: 9.0,
    },
    Family {
        name: "space",
        words: "space star planet moon galaxy universe rocket mars nasa astronaut comet asteroid voyager night sleep \
            dream telescope satellite",
        from: (262.0, 0.83, 0.62),
        to: (240.0, 0.62, 0.34),
        accent: (46.0, 1.00, 0.72),
        drift: 12.0,
    },
    Family {
        name: "fire",
        words: "fire volcano lava sun heat war battle dragon chili pepper explosion energy football boxing race \
            marathon olympic sport",
        from: (18.0, 0.94, 0.50),
        to: (352.0, 0.80, 0.38),
        accent: (50.0, 1.00, 0.74),
        drift: 6.0,
    },
    Family {
        name: "health",
        words: "health heart doctor medicine vaccine virus body blood exercise vitamin disease hospital brain cancer \
            diet muscle immune",
        from: (346.0, 0.84, 0.56),
        to: (318.0, 0.70, 0.38),
        accent: (46.0, 1.00, 0.76),
        drift: 9.0,
    },
    Family {
        name: "tech",
        words: "computer internet ai robot software phone data chip code app technology digital quantum electric \
            battery algorithm web tech",
        from: (215.0, 0.92, 0.56),
        to: (262.0, 0.72, 0.46),
        accent: (52.0, 1.00, 0.70),
        drift: 12.0,
    },
    Family {
        name: "berry",
        words: "chocolate cake strawberry love music fashion party dessert coffee wine film art",
        from: (326.0, 0.80, 0.55),
        to: (288.0, 0.72, 0.40),
        accent: (48.0, 1.00, 0.76),
        drift: 12.0,
    },
    Family {
        name: "travel",
        words: "travel city train airplane flight japan tokyo paris road mountain hike tourist world country map",
        from: (188.0, 0.94, 0.40),
        to: (226.0, 0.70, 0.44),
        accent: (48.0, 1.00, 0.70),
        drift: 10.0,
    },
];
