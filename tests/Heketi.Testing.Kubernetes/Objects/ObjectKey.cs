namespace Heketi.Testing.Kubernetes.Objects;

/// <summary>Where an object lives.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Plural">Its kind as URLs name it: pods, secrets, leases.</param>
/// <param name="Name">Its name; empty: the whole kind.</param>
public sealed record ObjectKey(string Namespace, string Plural, string Name);
