namespace Heketi.Core.Nodes;

/// <summary>How initiators reach a block volume that was made.</summary>
/// <param name="Iqn">iSCSI qualified name.</param>
/// <param name="Username">CHAP user; empty without authentication.</param>
/// <param name="Password">CHAP password; empty without authentication.</param>
public sealed record BlockTarget(string Iqn, string Username, string Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"{nameof(BlockTarget)} {{ Iqn = {Iqn} }}";
}
