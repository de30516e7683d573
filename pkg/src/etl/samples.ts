/** The most records that a problem or a guess shows, and the most characters of each. */
export const [MOST_SAMPLES, LONGEST_SAMPLE] = [3, 200];
