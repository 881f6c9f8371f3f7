using System.Text.RegularExpressions;

namespace Heketi.Nodes.FaultInjection;

/// <summary>A command that is answered in the host's place (<c>commands</c> of the original's configuration).</summary>
/// <param name="Command"><c>Cmd</c>: which commands; found anywhere in the text.</param>
/// <param name="ConditionFile"><c>CondFile</c>: counts only while this file of the server is there; empty: always.</param>
/// <param name="Reaction"><c>Reaction</c>: the answer.</param>
public sealed record CommandHook(Regex Command, string ConditionFile, Reaction Reaction);
