using System.Text.RegularExpressions;

namespace Heketi.Nodes.FaultInjection;

/// <summary>
/// A result that is replaced after the command has run (<c>results</c> of the original's configuration): what came to pass on
/// the host came to pass.
/// </summary>
/// <param name="Result"><c>Result</c>: found in stdout, or, of a command that failed, in what it says of that.</param>
/// <param name="Command"><c>Cmd</c>: which commands; found anywhere in the text.</param>
/// <param name="ConditionFile"><c>CondFile</c>: counts only while this file of the server is there; empty: always.</param>
/// <param name="Reaction"><c>Reaction</c>: the answer.</param>
public sealed record ResultHook(Regex Result, Regex Command, string ConditionFile, Reaction Reaction);
