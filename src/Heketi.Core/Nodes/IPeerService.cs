namespace Heketi.Core.Nodes;

/// <summary>The trusted storage pool.</summary>
public interface IPeerService
{
    /// <summary>Glusterd runs on the host.</summary>
    /// <exception cref="NodeCommandException">It does not.</exception>
    Task CheckAsync(NodeHost host, CancellationToken cancellationToken);

    /// <summary>Lets a host join (and sets the snapshot limit of the configuration). Already a peer: success.</summary>
    Task ProbeAsync(GlusterPool pool, NodeHost newcomer, CancellationToken cancellationToken);

    /// <summary>Lets a host leave. Not a peer: success.</summary>
    Task DetachAsync(GlusterPool pool, NodeHost leaver, CancellationToken cancellationToken);
}
