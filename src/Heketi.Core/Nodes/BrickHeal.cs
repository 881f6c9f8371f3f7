namespace Heketi.Core.Nodes;

/// <summary>A brick as <c>gluster volume heal VOLUME info --xml</c> tells it.</summary>
/// <param name="Path">host:path. Of a brick that is down Gluster may say "information not available".</param>
/// <param name="IsConnected">Its process answers.</param>
/// <param name="Entries">
/// Files of which this brick has something that others of its set lack: it is a source of heals. Null: not known.
/// </param>
public sealed record BrickHeal(string Path, bool IsConnected, ulong? Entries);
