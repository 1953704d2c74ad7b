/**
 * LanceDB writes warnings of its own to stderr, which belongs to the terminal's messages. The native part reads this when
 * it is loaded, so this module is imported before it.
 */
process.env['LANCEDB_LOG'] ??= 'error';
