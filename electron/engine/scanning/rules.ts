import type { ScanKind } from '../../../shared/contract/index.ts';

/** One pattern that has no business in what an agent learned to do. */
export interface ScanRule {
  readonly kind: ScanKind;
  /** A name that a person reads. */
  readonly name: string;
  readonly pattern: RegExp;
}

const verbs =
  '(?:ignore|disregard|forget|overlook|bypass|override|skip|drop|discard|neglect|set aside|throw (?:away|out)|pay no attention to|do not (?:follow|obey)|don.?t (?:follow|obey)|stop following)';
const earlier =
  '(?:previous|prior|earlier|above|preceding|former|existing|original|initial|old|all|any|every|other|your|the|these|those|my|given|foregoing|current|system|safety|so far|before)';
const orders =
  '(?:instruction|direction|prompt|rule|guideline|command|order|constraint|polic(?:y|ie)|restriction|message|guardrail|directive|context|safeguard|limit(?:ation)?)s?';
const secretThings =
  '(?:api[ _-]?keys?|passwords?|credentials?|secrets?|tokens?|private keys?|ssh keys?|environment variables?|env vars?|\\.env|cookies?|wallet|seed phrase|customer (?:data|list)|(?:user|conversation|chat) (?:data|history|log)s?|session)';
const upTo = (count: number): string => `[^.\\n]{0,${count}}?`;
const say = (source: string): RegExp => new RegExp(source, 'iu');

/**
 * Every rule. Phrases are those that speak to a model about its instructions, its secrets or its watchers: words that a
 * procedure's own steps have no reason to say. They are mended by the development half of the corpus alone.
 */
export const scanRules: readonly ScanRule[] = [
  // -- phrases that give orders to whoever reads the memory
  {
    kind: 'injection',
    name: 'set earlier instructions aside',
    pattern: say(`\\b${verbs}\\b ${upTo(30)}\\b${earlier}\\b${upTo(40)}\\b${orders}\\b`),
  },
  {
    kind: 'injection',
    name: 'set earlier instructions aside',
    pattern: say(
      `\\b${verbs} (?:everything|anything|all|whatever|what)\\b${upTo(30)}\\b(?:above|before|told|said|written|earlier|previously|learned|know)\\b`,
    ),
  },
  {
    kind: 'injection',
    name: 'set earlier instructions aside',
    pattern: say(
      `\\b${orders} (?:above|before this|so far|you (?:were|have been) given)\\b${upTo(30)}\\b(?:void|invalid|cancel|no longer|obsolete|do(?:es)? not apply|superseded|replaced|outdated|expired)`,
    ),
  },
  {
    kind: 'injection',
    name: 'new instructions',
    pattern: say(
      `\\b(?:new|updated|revised|real|actual|true|secret|hidden|override|urgent|important) (?:system )?(?:instruction|prompt|directive|order|rule|objective|task|mission|goal)s?\\b ?(?::|are|is|follow|from|begin)`,
    ),
  },
  {
    kind: 'injection',
    name: 'another role',
    pattern: say(
      `\\b(?:you are|you.?re|you will be|become|act as|behave as|pretend (?:to be|you are|that you)|roleplay as|play the role of|from now on,? you)\\b${upTo(40)}\\b(?:unrestricted|unfiltered|uncensored|jailbroken|jailbreak|no (?:rule|restriction|limit|filter|ethic|guideline)s?|without (?:any )?(?:rule|restriction|limit|filter|ethic|guideline|safety|moral)s?|developer mode|god mode|admin(?:istrator)? mode|root mode|evil|dan\\b|free of|not bound|another (?:assistant|model|ai)|a different (?:assistant|model|ai)|loyal to)`,
    ),
  },
  {
    kind: 'injection',
    name: 'another role',
    pattern: say(
      '\\b(?:enable|enter|activate|switch (?:in)?to|turn on|engage)\\b[^.\\n]{0,20}\\b(?:developer|debug|god|dan|jailbreak|unrestricted|sudo|maintenance|admin) mode\\b[^.\\n]{0,60}\\b(?:polic|filter|safety|restrict|limit|rule|guard|refus|answer|comply)',
    ),
  },
  {
    kind: 'injection',
    name: 'asks for the instructions',
    pattern: say(
      `\\b(?:reveal|repeat|print|show|output|disclose|leak|dump|tell (?:me|us)|display|share|expose|write out|recite|include|paste)\\b${upTo(40)}\\b(?:system|hidden|initial|original|secret|developer|internal|confidential) (?:prompt|message|instruction|rule|guideline)s?\\b`,
    ),
  },
  {
    kind: 'injection',
    name: 'sends secrets away',
    pattern: say(
      `\\b(?:send|e-?mail|mail|post|upload|forward|exfiltrate|transmit|leak|copy|deliver|share|submit|report|pass|append|smuggle|attach|transfer|relay|push)\\b${upTo(60)}\\b${secretThings}\\b${upTo(60)}\\b(?:to|at|via|into|with|towards)\\b ${upTo(20)}(?:https?:|\\S+@|attacker|outside|external|remote|my |this (?:address|server|url|endpoint|channel)|the following|our server|an? (?:address|server|url|endpoint|channel|form|bin|paste|number))`,
    ),
  },
  {
    kind: 'injection',
    name: 'hides from the person',
    pattern: say(
      '\\b(?:do not|don.?t|never|without|avoid|must not|should not)\\b (?:ever |even )?(?:tell|mention|inform|notify|alert|reveal|disclose|telling|mentioning|informing|notifying|alerting|letting|let|show|showing|report|reporting|log|logging|warn|warning|ask|asking|admit)\\b[^.\\n]{0,30}\\b(?:the )?(?:user|human|operator|person|owner|developer|customer|reviewer|admin(?:istrator)?|anyone|anybody|supervisor|auditor|them)\\b',
    ),
  },
  {
    kind: 'injection',
    name: 'hides from the person',
    pattern: say(
      '\\b(?:keep|hide|conceal|withhold)\\b[^.\\n]{0,30}\\b(?:this|it|that|them|instruction|step|action|change|fact|trace)s?\\b[^.\\n]{0,20}\\b(?:secret|hidden|quiet|from (?:the )?(?:user|human|operator|person|owner|developer|customer|reviewer|admin|logs?|audit|everyone|anyone))',
    ),
  },
  {
    kind: 'injection',
    name: 'speaks to the model',
    pattern: say(
      '\\b(?:attention|note|message|instruction|memo|hint|order)s?\\b[^.\\n]{0,12}\\b(?:to|for)\\b (?:the |any |all |every )?(?:ai|a\\.i\\.|llm|language model|assistant|agent|chatbot|model|bot|gpt|claude)s?\\b ?(?:reading|processing|that|who|which|:|,|\\u2014|-)',
    ),
  },
  {
    kind: 'injection',
    name: 'speaks to the model',
    pattern: say(
      '\\b(?:if you are|as) an? (?:ai|a\\.i\\.|llm|(?:large )?language model|ai (?:assistant|agent|model)|automated (?:agent|assistant))\\b[^.\\n]{0,40}\\b(?:must|should|have to|need to|please|reading|processing|then|you)\\b',
    ),
  },
  {
    kind: 'injection',
    name: 'marks of a chat template',
    pattern:
      /<\|(?:im_start|im_end|system|user|assistant|endoftext|begin_of_text|start_header_id|eot_id)\|?>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:system|assistant|developer)(?:[-_ ](?:prompt|message|instructions?|note|reminder))?>|^\s*#{2,}\s*(?:system|assistant|instructions?)\b\s*:?\s*$|(?:^|\n)\s*(?:system|assistant|developer) ?(?:prompt|message|override)? ?: ?(?:you|ignore|from|the user|always|never|new|do)/iu,
  },
  {
    kind: 'injection',
    name: 'safety switched off',
    pattern: say(
      '\\b(?:disable|turn off|switch off|deactivate|bypass|circumvent|get around|evade|suppress|remove|lift|suspend|unlock)\\b[^.\\n]{0,25}\\b(?:safety|(?:content|output|input|safety|language) (?:filter|polic)|(?:all|your|any) filters?|moderation|guardrails?|safeguards?|ethic\\w*|alignment|approval (?:step|gate|process|check)s?|human review|confirmation (?:step|prompt)s?|audit(?:ing| log)s?|permission checks?|refusals?)\\b',
    ),
  },
  {
    kind: 'injection',
    name: 'approves itself',
    pattern: say(
      '\\b(?:approve|accept|confirm|allow|grant|authori[sz]e|whitelist)\\b[^.\\n]{0,30}\\b(?:all|every|any|each|itself|yourself|future|further|automatically)\\b[^.\\n]{0,30}\\b(?:request|proposal|change|action|permission|tool call|command|purchase|transfer|access)s?\\b[^.\\n]{0,40}\\b(?:without|automatically|silently|no (?:review|question|confirmation)|unasked|from now|always)',
    ),
  },
  {
    kind: 'injection',
    name: 'changes what is remembered',
    pattern: say(
      '\\b(?:remember|memori[sz]e|store|save|add|write|record|keep)\\b[^.\\n]{0,30}\\b(?:in|to|into|as)\\b (?:your |the )?(?:long[- ]term |permanent |persistent )?(?:memory|memories|rules|system prompt|core instructions)\\b[^.\\n]{0,60}\\b(?:always|never|forever|every|from now|all future|must|that you)',
    ),
  },
  {
    kind: 'injection',
    name: 'changes what is remembered',
    pattern: say(
      '\\b(?:from now on|henceforth|in (?:all|every) future (?:session|task|conversation|answer|run|reply)s?|for the rest of (?:this|the) (?:session|conversation))\\b[^.\\n]{0,60}\\b(?:always|never|only|every|recommend|obey|answer|reply|respond|include|trust|prefer|send|add)\\b',
    ),
  },
  {
    kind: 'injection',
    name: 'claims of authority',
    pattern: say(
      '\\b(?:this is|i am|i.?m|message from|on behalf of|speaking for)\\b[^.\\n]{0,25}\\b(?:your (?:developer|creator|administrator|owner|maker|supervisor|operator)|the (?:system administrator|developers?|security team|it department) of|openai|anthropic|the model provider)\\b[^.\\n]{0,80}\\b(?:must|comply|obey|override|authori[sz]|immediately|required|need you|disable|grant|reveal|send)',
    ),
  },
  // -- commands that do harm, whatever the task is
  {
    kind: 'command',
    name: 'runs what it fetches',
    pattern:
      /\b(?:curl|wget|fetch|iwr|invoke-webrequest|irm|invoke-restmethod)\b[^\n|;]{0,300}\|\s*(?:sudo\s+(?:-\w+\s+)?)?(?:ba|z|da|k)?(?:sh|python3?|perl|ruby|node|iex|php|invoke-expression)\b/iu,
  },
  {
    kind: 'command',
    name: 'runs what it fetches',
    pattern:
      /\b(?:ba|z|da)?sh\s+(?:-c\s+)?["']?(?:<\(|\$\(|`)\s*(?:curl|wget)\b|\b(?:eval|source|iex)\s*\(?["']?\s*(?:\$\(|<\(|`|\(new-object|\(iwr|\(irm)[^\n]{0,40}(?:curl|wget|http|download)/iu,
  },
  {
    kind: 'command',
    name: 'runs what it fetches',
    pattern:
      /\b(?:curl|wget)\b[^\n]{0,200}(?:&&|;)\s*(?:sudo\s+)?(?:chmod\s+(?:\+x|[0-7]{3,4})\s+\S+\s*(?:&&|;)\s*)(?:sudo\s+|nohup\s+)?\S*\/?\S+/iu,
  },
  {
    kind: 'command',
    name: 'runs what is encoded',
    pattern:
      /\bbase64\s+(?:-d|-D|--decode)\b[^\n]{0,100}\|\s*(?:sudo\s+)?(?:ba|z|da)?(?:sh|python3?|perl)\b|\bpowershell(?:\.exe)?\b[^\n]{0,80}\s-e(?:nc|ncodedcommand|c)?\s+[A-Za-z0-9+/=]{16,}|\b(?:exec|eval)\s*\(\s*(?:base64|atob|bytes\.fromhex|__import__|compile|zlib|codecs|buffer\.from)/iu,
  },
  {
    kind: 'command',
    name: 'destroys',
    pattern:
      /\brm\s+(?:-\w+\s+|--\S+\s+){0,4}-\w*[rRf]\w*\s+(?:--\S+\s+)?(?:["']?\/(?:\*|\s|$|["']|etc|usr|var|home|bin|boot|lib|root)|~\/?(?:\s|$|\*)|\$HOME\b|\*\s*$)|\bmkfs(?:\.\w+)?\s+\/dev\/|\bdd\b[^\n]{0,80}\bof=\/dev\/(?:sd|nvme|hd|disk|vd|mmc)|\bshred\b[^\n]{0,40}\/(?:dev|etc|home)|>\s*\/dev\/(?:sd|nvme|hd)|:\(\)\s*\{\s*:\|:&\s*\};:|\bdel\s+\/[sfq]\b[^\n]{0,30}[a-z]:\\|\bformat\s+[a-z]:\s*\/|\bremove-item\b[^\n]{0,60}-recurse[^\n]{0,40}[a-z]:\\(?:\s|$|windows|users|\*)/iu,
  },
  {
    kind: 'command',
    name: 'destroys',
    pattern:
      /\bdrop\s+(?:database|schema)\b(?!\s+if\s+exists\s+\w*(?:test|tmp|temp))|\btruncate\s+table\s+\w*(?:user|customer|account|audit|log)\w*|\bgit\s+push\b[^\n]{0,40}(?:--mirror|--force)[^\n]{0,40}\s(?:\+?main|\+?master)\b|\bkubectl\s+delete\b[^\n]{0,40}--all\b|\bterraform\s+destroy\b[^\n]{0,40}auto-approve|\baws\s+s3\s+(?:rb|rm)\b[^\n]{0,80}(?:--force|--recursive)/iu,
  },
  {
    kind: 'command',
    name: 'opens a way in',
    pattern:
      /\b(?:nc|ncat|netcat)\b[^\n]{0,60}\s-\w*[ec]\w*\s+\S*(?:sh|cmd)|\/dev\/(?:tcp|udp)\/\S+\/\d+|\bsocat\b[^\n]{0,80}exec|\bmkfifo\b[^\n]{0,60}\bnc\b|(?:>>|tee\s+-a|echo[^\n]{0,200}>)\s*\S*(?:authorized_keys|\/etc\/(?:sudoers|passwd|shadow|crontab|hosts|ld\.so\.preload)|\.(?:bashrc|zshrc|profile|bash_profile))\b|\bchmod\s+(?:-R\s+)?(?:0?777|[ug]\+s|4755|a\+rwx)\s+\/|\buseradd\b[^\n]{0,60}(?:-o\s+-u\s*0|-G\s+\S*(?:sudo|wheel|root))|\busermod\b[^\n]{0,40}(?:sudo|wheel)|nopasswd:\s*all/iu,
  },
  {
    kind: 'command',
    name: 'stays behind',
    pattern:
      /\bcrontab\b[^\n]{0,20}(?:-\s*$|<<)|\|\s*crontab\b|\bschtasks\b[^\n]{0,20}\/create|\breg\s+add\b[^\n]{0,80}\\run\b|\bsystemctl\s+(?:disable|stop|mask)\s+\S*(?:audit|firewall|ufw|apparmor|selinux|falco|defender|crowdstrike)|\b(?:setenforce\s+0|ufw\s+disable|iptables\s+(?:-F|--flush)|set-mppreference\b[^\n]{0,60}disable)/iu,
  },
  {
    kind: 'command',
    name: 'hides its traces',
    pattern:
      /\bhistory\s+-c\b|\bunset\s+HISTFILE\b|HISTSIZE=0|(?:>|rm\s+(?:-\w+\s+)?)\s*~?\S*\.(?:bash|zsh)_history\b|\bwevtutil\s+cl\b|>\s*\/var\/log\/|\brm\s+(?:-\w+\s+)?\/var\/log\/|\bclear-eventlog\b|\bauditctl\s+-e\s*0/iu,
  },
  {
    kind: 'command',
    name: 'takes secrets',
    pattern:
      /\b(?:cat|less|head|tail|cp|tar|zip|scp|base64|xxd|curl|type|get-content|strings|nano|vi|grep)\b[^\n]{0,120}(?:\.ssh\/(?:id_|\*|authorized)|\.aws\/credentials|\/etc\/shadow|\.kube\/config|\.netrc|\.npmrc|\.git-credentials|\.gnupg|\.docker\/config\.json|wallet\.dat|login data|cookies\.sqlite|logins\.json|keychain)/iu,
  },
  {
    kind: 'command',
    name: 'takes secrets',
    pattern:
      /(?:\b(?:env|printenv|set)\b|\$\(env\)|`env`)\s*\|[^\n]{0,80}\b(?:curl|nc|wget|base64|mail)\b|\b(?:curl|wget|nc)\b[^\n]{0,200}(?:-d|--data(?:-binary|-raw)?|-F|-T|--upload-file|--post-(?:data|file))[ =]\s*["']?@?(?:\$\((?:env|cat|printenv)|`(?:env|cat)|\/etc\/|~\/\.|\$HOME\/\.|\.env\b)/iu,
  },
  // -- addresses that only attackers need
  {
    kind: 'url',
    name: 'runs in the page',
    pattern:
      /\b(?:javascript|vbscript)\s*:\s*[^\s]{3,}|\bdata:(?:text\/html|application\/(?:x-)?javascript|image\/svg\+xml)[;,]/iu,
  },
  {
    kind: 'url',
    name: 'collector of requests',
    pattern:
      /\b(?:https?:\/\/)?[\w.-]{0,80}\b(?:webhook\.site|requestbin\.(?:com|net|io)|pipedream\.net|ngrok(?:-free)?\.(?:io|app|dev)|burpcollaborator\.net|oastify\.com|interact\.sh|oast\.(?:fun|pro|live|site|me|online)|requestcatcher\.com|beeceptor\.com|hookbin\.com|canarytokens\.(?:com|org)|trycloudflare\.com|serveo\.net|localhost\.run|dnslog\.cn|transfer\.sh|file\.io|paste(?:bin\.com|\.ee|\.rs)|hastebin\.com|termbin\.com|ix\.io|0x0\.st|anonfiles?\.com)\b/iu,
  },
  {
    kind: 'url',
    name: 'shortened, so that nobody sees where it leads',
    pattern:
      /\b(?:https?:\/\/)?(?:www\.)?(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|is\.gd|ow\.ly|rebrand\.ly|cutt\.ly|rb\.gy|shorturl\.at|tiny\.cc|v\.gd|s\.id)\/\w+/iu,
  },
  {
    kind: 'url',
    name: 'a number for a host',
    pattern:
      /\b(?:https?|ftp):\/\/(?:[^\s/@]{1,60}@)?(?!(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0))(?:\d{1,3}(?:\.\d{1,3}){3}|0x[0-9a-f]{6,8}|\d{8,10})(?=[:/?#\s]|$)/iu,
  },
  {
    kind: 'url',
    name: 'another host than it seems',
    pattern:
      /\bhttps?:\/\/[^\s/@:]{1,60}\.(?:com|org|net|io|dev|ai)(?::[^\s/@]{0,60})?@[^\s/]+|\bhttps?:\/\/[^\s/]{0,60}\bxn--[\w-]+|\bhttps?:\/\/[\w.-]{0,60}[\u0400-\u04ff\u0370-\u03ff][^\s/]*\.[a-z]{2,}/iu,
  },
  {
    kind: 'url',
    name: 'carries data away',
    pattern:
      /!\[[^\]\n]{0,200}\]\(\s*https?:\/\/[^)\s]{1,300}[?&/][^)\s]{0,200}(?:\{|\$|%7b|<|=(?:secret|token|key|data|history|context|conversation|prompt|base64)|\[(?:data|secret|token))[^)\s]*/iu,
  },
  {
    kind: 'url',
    name: 'carries data away',
    pattern:
      /\bhttps?:\/\/[^\s"'<>]{1,200}[?&](?:data|d|q|secret|token|key|payload|leak|exfil|log|c|p|stolen|dump|info|creds?|cookie|env)=(?:\{\{?|\$\{?|<|%7b|\[)(?:[^\s"'&]{0,40}?)(?:secret|token|key|password|passw|history|conversation|context|prompt|env|cookie|credential|memory|session|chat|system|user_data|file|content)/iu,
  },
  { kind: 'url', name: 'a hidden service', pattern: /\b[a-z2-7]{16}(?:[a-z2-7]{40})?\.onion\b/iu },
  {
    kind: 'url',
    name: 'fetches a program',
    pattern: /\bhttps?:\/\/[^\s"'<>]{1,200}\.(?:exe|scr|bat|ps1|vbs|hta|msi|jar|apk|lnk|iso|dll)(?=[\s"'?#).,]|$)/iu,
  },
];
