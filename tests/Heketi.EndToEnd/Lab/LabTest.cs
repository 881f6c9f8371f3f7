namespace Heketi.EndToEnd.Lab;

/// <summary>A test on the lab's nodes. It finds them without volumes, and must leave them so.</summary>
[Collection(nameof(LabCollection))]
public abstract class LabTest(LabFixture lab) : IAsyncLifetime
{
    private protected LabFixture Lab { get; } = lab;

    public async ValueTask InitializeAsync() => await Lab.ReadyAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
