namespace Heketi.Cli.Templates;

/// <summary>A word between the braces of a template.</summary>
/// <param name="Kind">Sort of word.</param>
/// <param name="Text">As written; of texts the content.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="AfterSpace">A blank stands before it: <c>.A .B</c> are two operands, <c>.A.B</c> is one.</param>
internal sealed record TemplateToken(TokenKind Kind, string Text, Position Position, bool AfterSpace);
