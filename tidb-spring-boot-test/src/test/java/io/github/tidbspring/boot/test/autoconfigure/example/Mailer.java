package io.github.tidbspring.boot.test.autoconfigure.example;

import org.springframework.stereotype.Service;

/**
 * A component that a test with TiDB has no use for.
 */
@Service
class Mailer {

}
