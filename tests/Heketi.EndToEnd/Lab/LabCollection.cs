namespace Heketi.EndToEnd.Lab;

/// <summary>One lab, one server, one test at a time: each test leaves the nodes as it found them.</summary>
[CollectionDefinition(nameof(LabCollection), DisableParallelization = true)]
public sealed class LabCollection : ICollectionFixture<LabFixture>;
