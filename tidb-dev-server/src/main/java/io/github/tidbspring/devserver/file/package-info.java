/**
 * Files that are not for everybody.
 */
@NullMarked
package io.github.tidbspring.devserver.file;

import org.jspecify.annotations.NullMarked;
