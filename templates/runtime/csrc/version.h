/* Versions of types that follow others because native code has stored a plain value in a class in the place of another one: whatever
 * was found out for the older one, but for such values themselves, is true for the newer one. */
#ifndef ANNOT_VERSION_H
#define ANNOT_VERSION_H
#include <Python.h>
#include <stdint.h>

/* A version, and the first one of those that it follows. The last ones are known, by their numbers. */
#define FOLLOWERS 256
struct annot_follower {
    uint32_t version, first;
};
extern struct annot_follower annot_followers[FOLLOWERS];

static inline uint32_t first_of(uint32_t version)
{
    const struct annot_follower *follower = &annot_followers[version % FOLLOWERS];
    return follower->version == version ? follower->first : version;
}

/* Is all that was found out for a version of a type true for this one, but for plain values of the type? */
static inline int is_followed(uint32_t known, uint32_t version)
{
    return version != 0 && first_of(known) == first_of(version);
}
#endif
