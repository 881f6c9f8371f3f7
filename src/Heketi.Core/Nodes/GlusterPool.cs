using System.Collections.Immutable;

namespace Heketi.Core.Nodes;

/// <summary>
/// A cluster as commands address it. Cluster-wide commands may run on any of its hosts: they are tried in order, the next one
/// only when a host cannot be reached or its glusterd does not answer (then nothing has happened). Changes of one cluster go
/// one after the other (glusterd has one lock for all), whoever asks for them.
/// </summary>
/// <param name="ClusterId">Id of the cluster.</param>
/// <param name="Hosts">Hosts, the preferred ones first.</param>
public sealed record GlusterPool(string ClusterId, ImmutableArray<NodeHost> Hosts);
