import { secretKindSchema, type SecretKind } from '../../../shared/contract/index.ts';
import { isAddress, isAddress6, isCardNumber, isIban, isPhone } from './checksums.ts';

export const secretKinds = secretKindSchema.options;

export interface SecretRule {
  readonly kind: SecretKind;
  /** Global. The group `secret` is what goes, where there is one; else the whole match. No quantifier stands in another. */
  readonly pattern: RegExp;
  /** Whether what was found is what it looks like. */
  readonly accepts?: (secret: string) => boolean;
}

const named =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|auth[_-]?key|client[_-]?secret|private[_-]?key|credentials?)';
const start = '(?<![A-Za-z0-9_-])';

/**
 * Every rule, in the order in which they are applied: what is longest and surest first, so that a later rule finds nothing of
 * it. Own rules rather than a library: those that are kept read files with comments that switch them off, and know no
 * addresses, accounts or people.
 */
export const secretRules: readonly SecretRule[] = [
  // -- keys and tokens with a form of their own
  {
    kind: 'private-key',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,12000}?(?:-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { kind: 'private-key', pattern: /AGE-SECRET-KEY-1[A-Z0-9]{50,}/g },
  { kind: 'jwt', pattern: /(?<![A-Za-z0-9_-])ey[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g },
  { kind: 'cloud-key', pattern: /(?<![A-Z0-9])(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}(?![A-Z0-9])/g },
  { kind: 'cloud-key', pattern: /(?<![\w-])AIza[\w-]{30,45}/g },
  {
    kind: 'cloud-key',
    pattern: /(?<![\w-])(?:ya29\.[\w-]{20,}|GOCSPX-[\w-]{20,}|do[opr]_v1_[a-f0-9]{40,}|LTAI[A-Za-z0-9]{16,24})/g,
  },
  { kind: 'cloud-key', pattern: /(?:Account|SharedAccess)Key=(?<secret>[A-Za-z0-9+/]{30,}={0,2})/g },
  { kind: 'cloud-key', pattern: /aws.{0,30}?secret.{0,30}?[=:]\W{0,4}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+])/gi },
  {
    kind: 'code-host-token',
    pattern:
      /(?<![\w-])(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{40,}|gl(?:pat|dt|rt|ptt|soat)-[\w-]{18,}|ATATT3[\w=-]{40,}|ATBB[A-Za-z0-9]{24,})/g,
  },
  {
    kind: 'payment-key',
    pattern:
      /(?<![\w-])(?:[srp]k_(?:live|test)_[A-Za-z0-9]{16,}|whsec_[A-Za-z0-9+/=]{24,}|sq0(?:atp|csp)-[\w-]{20,}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})/g,
  },
  {
    kind: 'model-key',
    pattern:
      /(?<![\w-])(?:sk-[\w-]{20,}|hf_[A-Za-z0-9]{30,}|r8_[A-Za-z0-9]{30,}|gsk_[A-Za-z0-9]{40,}|xai-[A-Za-z0-9]{40,}|pplx-[a-z0-9]{40,})/g,
  },
  { kind: 'chat-token', pattern: /(?<![\w-])xox[a-z]-[A-Za-z0-9-]{10,}|(?<![\w-])xapp-\d-[A-Za-z0-9-]{10,}/g },
  {
    kind: 'chat-token',
    pattern:
      /https:\/\/(?:hooks\.slack\.com\/(?:services|workflows)|discord(?:app)?\.com\/api\/webhooks|[\w.-]{1,60}\.webhook\.office\.com)\/[\w\-/@.]{10,}/g,
  },
  { kind: 'chat-token', pattern: /(?<![\w:])\d{8,10}:AA[\w-]{32,35}(?![\w-])/g },
  { kind: 'chat-token', pattern: /(?<![\w.-])[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,40}(?![\w-])/g },
  {
    kind: 'package-token',
    pattern:
      /(?<![\w-])(?:npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,}|rubygems_[a-f0-9]{48}|dckr_pat_[\w-]{20,}|cio[A-Za-z0-9]{32})/g,
  },
  {
    kind: 'service-key',
    pattern:
      /(?<![\w-])(?:SG\.[\w-]{16,}\.[\w-]{16,}|key-[a-f0-9]{32}|(?:SK|AC)[a-f0-9]{32}|[a-f0-9]{32}-us\d{1,2}|NRAK-[A-Z0-9]{27}|dapi[a-f0-9]{32}|hvs\.[\w-]{24,}|lin_api_[A-Za-z0-9]{32,}|ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43}|PMAK-[a-f0-9]{24}-[a-f0-9]{34}|sntrys_[\w+/=-]{40,})(?![\w-])/g,
  },
  // -- secrets by the place that they stand in
  {
    kind: 'connection-string',
    pattern:
      /(?<![\w-])(?:postgres(?:ql)?|mysql|mariadb|mongodb|redis|rediss|amqps?|mssql|sqlserver|oracle|cockroachdb|clickhouse|kafka|ldaps?|smtps?)(?:\+\w{1,20})?:(?:\\?\/){2}[^\s"'<>\\]{3,}/gi,
  },
  {
    kind: 'connection-string',
    pattern:
      /(?:Server|Data Source|Host)\s?=[^;\n]{1,120};(?:[^;\n]{0,120};){0,8}\s?(?:Password|Pwd)\s?=\s?(?<secret>[^;\s"']{2,})/gi,
  },
  {
    kind: 'url-password',
    pattern: /[a-z][a-z0-9+.-]{1,20}:(?:\\?\/){2}(?<secret>[^\s/:@"'<>\\]{1,100}:[^\s/@"'<>\\]{1,200})@/gi,
  },
  {
    kind: 'url-secret',
    pattern: new RegExp(
      `[?&;](?:[\\w.-]{0,30}[_.-])?(?:${named}|sig(?:nature)?|code|session(?:id)?|key)=(?<secret>[^\\s&#"'<>\\\\]{4,})`,
      'gi',
    ),
  },
  {
    kind: 'authorization',
    pattern:
      /\b(?:proxy-)?authorization\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?(?:(?:bearer|basic|token|digest|apikey)\s{1,3})?(?!(?:bearer|basic|token|digest|apikey)\s)(?<secret>[^\s"'\\,;[][^"'\\\r\n,;]{5,})/gi,
  },
  {
    kind: 'authorization',
    pattern: /\bbearer\s{1,3}(?<secret>[A-Za-z0-9._~+/-]{12,}=*)/gi,
    accepts: (secret) => /\d/.test(secret) || secret.length > 24,
  },
  {
    kind: 'cookie',
    pattern: /\b(?:set-)?cookie\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?(?<secret>[^\s=;"'[]{1,80}=[^"'\r\n]{3,})/gi,
  },
  {
    kind: 'assignment',
    pattern: new RegExp(
      `(?<![A-Za-z0-9])(?:[\\w.-]{0,40}[_.-])?${named}\\\\?["']?\\s{0,3}(?::=|=>|[:=])\\s{0,3}\\\\?["']?(?<secret>[^\\s"'\\\\,;)}\\][<>{]{4,})`,
      'gi',
    ),
    accepts: isGivenSecret,
  },
  {
    kind: 'assignment',
    pattern: new RegExp(
      `${start}(?:pass(?:word|phrase)|pin|secret) (?:is|was|to|=) (?:now )?\\\\?["'\`]?(?<secret>[^\\s"'\`\\\\[]{4,})`,
      'gi',
    ),
    accepts: hasDigitOrMark,
  },
  {
    kind: 'assignment',
    pattern: /(?<![\w-])--?(?:password|passwd|token|secret|api-key)[ =](?<secret>[^\s"'[-][^\s"'[]{3,})/gi,
  },
  // -- people, accounts, machines
  {
    kind: 'email',
    pattern: /(?<![\w.+%-])[\w.+%-]{1,64}(?:@|%40|\\u0040)(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}/g,
  },
  {
    kind: 'iban',
    pattern: /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{2,4}){3,8}(?:[ -]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g,
    accepts: isIban,
  },
  { kind: 'card', pattern: /(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])/g, accepts: isCardNumber },
  { kind: 'national-id', pattern: /(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])/g },
  {
    kind: 'phone',
    pattern:
      /(?<![\w+.-])(?:\+|00)[1-9]\d{0,2}[ ./-]?(?:\(0?\d{1,5}\)[ ./-]?)?\d{1,5}(?:[ ./-]?\d{2,5}){1,4}(?![\w-])/g,
    accepts: isPhone,
  },
  { kind: 'phone', pattern: /(?<![\w.-])\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}(?![\w-])/g, accepts: isPhone },
  { kind: 'phone', pattern: /(?<![\w.,-])\(?0\d{2,4}\)?[ /-]\d{3,4}[ -]?\d{3,5}(?![\w-])/g, accepts: isPhone },
  { kind: 'ip-address', pattern: /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)/g, accepts: isAddress },
  { kind: 'ip-address', pattern: /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{1,4}(?![\w:])/gi, accepts: isAddress6 },
  { kind: 'mac-address', pattern: /(?<![\w:-])[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\w:-])/gi },
  {
    kind: 'home-path',
    pattern: /(?<![\w.])\\?\/(?:home|Users|export\/home|var\/home)\\?\/(?<secret>[^\s/\\:*?"'<>|\][(),;]{1,64})/g,
  },
  {
    kind: 'home-path',
    pattern:
      /(?<![\w])[A-Za-z]:(?:\\{1,4}|\/)(?:Users|Documents and Settings)(?:\\{1,4}|\/)(?<secret>[^\s/\\:*?"'<>|\][(),;]{1,64})/gi,
  },
  { kind: 'home-path', pattern: /(?<![\w.])\/root(?=\/)/g },
];

/** A variable, a type or a word for what is missing is no secret; what has a digit or is long is one. */
function isGivenSecret(secret: string): boolean {
  if (/^(?:null|none|true|false|undefined|string|required|optional|redacted|password|\*+|x+|\.+|-+)$/i.test(secret))
    return false;
  if (/^(?:\$|process\.env|os\.environ|getenv)/i.test(secret)) return false;
  return hasDigitOrMark(secret) || secret.length >= 8;
}

function hasDigitOrMark(secret: string): boolean {
  return /[\d!@#$%^&*_+=-]/.test(secret.replace(/[.?!]+$/, ''));
}
